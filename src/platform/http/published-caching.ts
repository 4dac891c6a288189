/**
 * What caches may do with something published that can be withdrawn. A reader's own browser shows what it has for a
 * minute, then asks; a cache that stands between (a proxy, a provider's) asks each time, since it would show one
 * reader's page to all others after it was withdrawn. To ask costs little: an ETag that still stands is answered from
 * memory with an empty 304. The page that withdraws says this minute.
 */
export const publishedCaching = 'public, max-age=60, s-maxage=0, must-revalidate';

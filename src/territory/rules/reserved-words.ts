/**
 * Words that no municipality and no village has as its address: the first parts of the program's own addresses, and
 * those that later pages are likely to want. A test holds this list against the routes.
 */
const own =
  'account acts admin assets favicon field hall healthz invitation manual methods places reset setup sign-in sign-out';
const later =
  'about api apps appeals archive atom auth budget budgets calendar contact councils contracts cycle data deadlines decisions ' +
  'docs download election elections error evaluation events execution export federation feed feeds files following forms ' +
  'gatherings groups hearings help home ical ics initiatives index items jobs journal kenesh kg legal letters list lists ' +
  'login logout mail map maps media meeting meetings message messages monitoring national needs news office offline open ' +
  'open-data openapi page pages people place plan plans poll polls posters press priorities privacy problems proposals public ' +
  'public-meetings qr questionnaires questions report reports robots rss sandbox schema search security services ' +
  'settings share sign-up signin signup sitemap static statistics stats status stories strategy subscribe support ' +
  'survey surveys system tenders terms territory trace units upload uploads user users vote votes web webhooks ' +
  'well-known wiki www ashar kyrgyzstan kyrgyz-republic year years villages village municipality municipalities ' +
  'oblast oblasts district districts';

const words = new Set(`${own} ${later}`.split(' '));

/**
 * Whether a word is kept for the program. Where addresses begin, so is every word of one or two letters (languages and
 * rooms have such); a word of figures alone is a year.
 */
export function isReserved(word: string, level: 'municipality' | 'village'): boolean {
  return (level === 'municipality' && word.length < 3) || /^\d+$/.test(word) || words.has(word);
}

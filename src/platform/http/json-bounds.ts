/** Values in one JSON text beyond this are refused: the largest package of a meeting has a tenth. */
const MOST_VALUES = 100_000;
/** Lists and records inside each other. */
const MOST_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether JSON is small enough inside to be parsed: megabytes of tiny values take seconds of the thread, and what is
 * nested deeply ends in a stack overflow wherever it is walked. One pass over the bytes; texts are stepped over.
 */
export function isBoundedJson(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let values = 1;
  let depth = 0;
  for (let at = 0; at < buffer.length; at += 1) {
    switch (buffer[at]) {
      case QUOTE:
        at = endOfText(buffer, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        values += 1;
        if (depth > MOST_DEPTH) return false;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x2c: // ,
      case 0x3a: // :
        values += 1;
        break;
    }
    if (values > MOST_VALUES) return false;
  }
  return true;
}

/** Place of the quote that ends the text which begins at `start`; the end of the bytes when there is none. */
function endOfText(buffer: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = buffer.indexOf(QUOTE, at);
    if (quote < 0) return buffer.length;
    let slashes = 0;
    while (buffer[quote - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}

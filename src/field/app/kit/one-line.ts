/** A name or a sentence as it is kept: one line, composed letters, at most so many of them. */
export function oneLine(text: string, most: number): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, most);
}

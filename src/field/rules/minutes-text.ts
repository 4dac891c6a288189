import type { Line, MinutesBlock, Word } from './minutes.ts';

/** The minutes as plain text for a messenger or a letter; `say` writes one word. */
export function minutesText(blocks: readonly MinutesBlock[], say: (one: Word) => string): string {
  const line = (words: Line) => words.map(say).join('');
  const out: string[] = [];
  for (const block of blocks) {
    switch (block.type) {
      case 'title':
        out.push(line(block.text).toUpperCase(), line(block.place));
        break;
      case 'facts':
        out.push(
          '',
          ...block.rows.map(({ label, value }) => `${say(label)}: ${value.length ? line(value) : '______'}`),
        );
        break;
      case 'heading':
        out.push('', block.level === 2 ? line(block.text).toUpperCase() : line(block.text));
        break;
      case 'list':
        out.push(
          ...block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '–'} ${line(item)}`),
        );
        break;
      case 'table':
        out.push('', say(block.caption));
        for (const row of block.foot ? [...block.rows, block.foot] : block.rows)
          out.push(
            row
              .map(line)
              .filter((cell) => cell !== '')
              .join(' | '),
          );
        break;
      case 'notes':
        out.push(block.text);
        break;
      case 'remark':
      case 'paragraph':
        out.push(line(block.text));
        break;
      case 'missing':
        out.push(say(block.text));
        break;
      case 'photos':
        break;
      case 'signatures':
        out.push('', ...block.names.map((name) => `____________________ ${name}`));
        break;
    }
  }
  return `${out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

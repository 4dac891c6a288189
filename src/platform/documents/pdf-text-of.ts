/**
 * Reads the text of an uncompressed PDF of our own back, for tests: what a reader could search and copy. Knows only
 * what pdfkit writes.
 */
export interface PdfPageText {
  /** Points. */
  width: number;
  height: number;
  /** Pieces of text in the order of drawing, with the place of their first letter from the top left. */
  pieces: { text: string; x: number; y: number; artifact: boolean }[];
}

/** Pages with their text. `bytes` must come from a renderer called with `compress: false`. */
export function pdfPages(bytes: Buffer): PdfPageText[] {
  const source = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id, body] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id!, body!);
  const get = (id: string | undefined): string => (id === undefined ? '' : (objects.get(id) ?? ''));
  const stream = (body: string): string => /stream\n([\s\S]*?)\nendstream/.exec(body)?.[1] ?? '';

  const unicode = (fontId: string): Map<number, string> => {
    const map = new Map<number, string>();
    const cmap = stream(get(/\/ToUnicode (\d+) 0 R/.exec(get(fontId))?.[1]));
    for (const [, from, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
      let code = parseInt(from!, 16);
      for (const [, hex] of list!.matchAll(/<([0-9a-f ]*)>/g))
        map.set(code++, Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
    return map;
  };
  const fonts = new Map<string, Map<number, string>>();

  const pageIds = [...(/\/Kids \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(
    (match) => match[1]!,
  );
  return pageIds.map((pageId) => {
    const page = get(pageId);
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page);
    const [width, height] = [Number(box?.[1]), Number(box?.[2])];
    const resources = get(/\/Resources (\d+) 0 R/.exec(page)?.[1]);
    const fontIds = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((match) => [match[1]!, match[2]!]),
    );
    const content = stream(get(/\/Contents (\d+) 0 R/.exec(page)?.[1]));
    const pieces: PdfPageText['pieces'] = [];
    let font = new Map<number, string>();
    let [x, y] = [0, 0];
    let artifact = false;
    const token =
      /\/(\w+) (?:<<[^>]*>> )?BDC|EMC|\/(F\d+) [\d.]+ Tf|1 0 0 1 ([-\d.]+) ([-\d.]+) Tm|\[(.*?)\] TJ/g;
    for (const match of content.matchAll(token)) {
      const [whole, tag, fontName, tx, ty, shown] = match;
      if (tag !== undefined) artifact = tag === 'Artifact';
      else if (whole === 'EMC') artifact = false;
      else if (fontName !== undefined) {
        const id = fontIds.get(fontName)!;
        if (!fonts.has(id)) fonts.set(id, unicode(id));
        font = fonts.get(id)!;
      } else if (tx !== undefined) [x, y] = [Number(tx), height - Number(ty)];
      else if (shown !== undefined) {
        const text = [...shown.matchAll(/<([0-9a-f]*)>/g)]
          .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
          .map((code) => font.get(parseInt(code, 16)) ?? '\ufffd')
          .join('');
        pieces.push({ text, x, y, artifact });
      }
    }
    return { width, height, pieces };
  });
}

/** Text of a page in the order of drawing; with `tagged` only what screen readers hear. */
export function pageText(page: PdfPageText, tagged = false): string {
  return page.pieces
    .filter((piece) => !tagged || !piece.artifact)
    .map((piece) => piece.text)
    .join('');
}

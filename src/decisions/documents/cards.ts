import type { Block, DocumentModel, Shape } from '../../platform/documents/model.ts';
import { spacedCode } from '../rules/token-code.ts';
import { qrPath } from './qr-path.ts';

/** Everything that stands on cards, in words already in their language: the sheet is made by a worker. */
export type CardsOrder = {
  readonly title: string;
  readonly lang: 'ky' | 'ru' | 'en';
  /** What the meeting is called, its day and place. */
  readonly meeting: string;
  readonly words: {
    readonly number: string;
    readonly code: string;
    readonly how: string;
    readonly keep: string;
  };
  /** The voting address as people type it, and the beginning of the one that the square code holds. */
  readonly address: string;
  readonly link: string;
  readonly cards: readonly { readonly number: number; readonly code: string }[];
  /** The paper's own day. */
  readonly day: string;
};

const columns = 2;
const rowsOfPage = 5;
const [cardWidth, cardHeight] = [90, 52];

/** Numbered voting cards, ten on a sheet, to be cut along the dashed lines. Lengths are millimetres. */
export function cardsPaper(order: CardsOrder): DocumentModel {
  const pages = Math.ceil(order.cards.length / (columns * rowsOfPage));
  const blocks = Array.from({ length: pages }, (_, page): Block[] => {
    const cards = order.cards.slice(page * columns * rowsOfPage, (page + 1) * columns * rowsOfPage);
    const shapes = cards.flatMap((card, at) =>
      cardShapes(order, card, (at % columns) * cardWidth, Math.floor(at / columns) * cardHeight),
    );
    return [
      ...(page === 0 ? [] : [{ type: 'pageBreak' as const }]),
      {
        type: 'image',
        image: { drawing: { width: columns * cardWidth, height: rowsOfPage * cardHeight, shapes } },
        alt: cards.map(({ number }) => `${order.words.number} ${number}`).join(', '),
        width: columns * cardWidth,
      },
    ];
  });
  return {
    layout: 2,
    title: order.title,
    lang: order.lang,
    page: { margins: { left: 15, right: 15, top: 14, bottom: 14 } },
    pageNumbers: false,
    date: new Date(`${order.day}T00:00:00Z`),
    blocks: blocks.flat(),
  };
}

const ink = '#1F1B16';
const soft = '#5C554B';

function cardShapes(
  { meeting, words, address, link }: CardsOrder,
  { number, code }: CardsOrder['cards'][number],
  left: number,
  top: number,
): Shape[] {
  const text = (
    x: number,
    y: number,
    said: string,
    size: number,
    more: Partial<Extract<Shape, { kind: 'text' }>> = {},
  ): Shape => ({ kind: 'text', x: left + x, y: top + y, text: said, size, fill: ink, ...more });
  const cut = (x1: number, y1: number, x2: number, y2: number): Shape => ({
    ...{ kind: 'line', x1: left + x1, y1: top + y1, x2: left + x2, y2: top + y2 },
    ...{ dashed: true, stroke: '#8B8170', strokeWidth: 0.2 },
  });
  return [
    cut(0, 0, cardWidth, 0),
    cut(0, cardHeight, cardWidth, cardHeight),
    cut(0, 0, 0, cardHeight),
    cut(cardWidth, 0, cardWidth, cardHeight),
    text(4, 6, shortened(meeting, 58), 2.9, { fill: soft }),
    text(4, 13, words.number, 3.2, { fill: soft }),
    text(4, 27, String(number), 17, { bold: true }),
    text(4, 34, words.code, 3.2, { fill: soft }),
    text(4, 40, spacedCode(code), 6, { bold: true }),
    text(4, 45.5, shortened(address, 40), 2.8, { fill: soft }),
    text(4, 49.5, shortened(words.keep, 60), 2.6, { fill: soft }),
    {
      kind: 'path',
      d: qrPath(`${link}${code}`, left + cardWidth - 37, top + 8, 33),
      fill: '#000000',
    },
    text(cardWidth - 20.5, 45.5, words.how, 2.8, { anchor: 'middle', fill: soft }),
  ];
}

const shortened = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

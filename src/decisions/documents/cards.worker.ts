import { renderPdf } from '../../platform/documents/pdf.ts';
import { cardsPaper, type CardsOrder } from './cards.ts';

/** Draws the square codes of a thousand cards and prints them, beside the thread that serves pages. */
export default async function printCards(order: CardsOrder): Promise<Uint8Array> {
  return await renderPdf(cardsPaper(order));
}

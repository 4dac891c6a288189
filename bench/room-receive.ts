import type { ItemsAnswer, ItemsRequest } from '../src/field/rules/items.ts';
import { median } from './figure.ts';
import { itemsOf, size } from './room-meeting.ts';
import type { Office } from './room-office.ts';

/** Milliseconds in which the office takes in one full meeting that comes in one request; the middle of three. */
export async function receiveMeeting(office: Office): Promise<{ value: number; note: string }> {
  const token = await office.token();
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 3; round += 1) {
    const items = itemsOf(await office.plan());
    const request: ItemsRequest = { sentAt: new Date().toISOString(), app: 'bench', items };
    const body = JSON.stringify(request);
    bytes = body.length;
    const started = performance.now();
    const answer = await fetch(`${office.url}/field/api/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    const text = await answer.text();
    times.push(performance.now() - started);
    if (!answer.ok) throw new Error(`the office answered ${answer.status}`);
    const { results } = JSON.parse(text) as ItemsAnswer;
    const wrong = results.filter(({ state }) => state !== 'done');
    if (wrong.length > 0 || results.length !== items.length)
      throw new Error(`${wrong.length} items were not taken in: ${wrong[0]?.code ?? ''}`);
  }
  return {
    value: median(times),
    note: `the document, ${size.stickers} stickers and the end in one request of ${Math.round(bytes / 1024)} KB`,
  };
}

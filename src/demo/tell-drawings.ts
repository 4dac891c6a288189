import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { receiveItems } from '../field/commands/receive-items.ts';
import { newDocument, SessionEdits } from '../field/rules/document.ts';
import { itemSchema } from '../field/rules/items.ts';
import { placeFor, type Placed } from '../field/rules/relations.ts';
import type { Database } from '../platform/db/connect.ts';
import type { Gate } from '../platform/db/gate.ts';
import type { FileStore } from '../platform/files/store.ts';
import { budgetPie, institutions } from './ak-jar.ts';
import { budgetQuestions, circles, judgements, mapObjects, notes } from './ak-jar-drawings.ts';

/** The same name gives the same id at every start: a story told again adds nothing. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The usual expense behind each slice of the guess, in the pie's order. */
const expenseKeys = [
  'staffPay',
  'schools',
  'culture',
  'health',
  'roads',
  'sport',
  'holidays',
  'youth',
  'library',
] as const;

/**
 * What the facilitator's phone sends after the meeting: the map, the women's and the men's Venn diagram, the pie with
 * its questions, notes. It goes the way of every phone.
 */
export async function tellDrawings(
  services: { readonly db: Database; readonly files: FileStore },
  told: { readonly facilitator: Gate; readonly sessionId: string; readonly at: Date },
): Promise<void> {
  const { facilitator, sessionId, at } = told;
  const deviceId = idOf(`phone ${sessionId}`);
  // A phone that nobody holds: its secret was never made, so nobody can speak in its name.
  await services.db.owner.query(
    `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed, created_at, last_seen_at)
     values ($1, $2, $3, 'Айыл өкмөтүнүн планшети', $4, '', $5, $5) on conflict do nothing`,
    [deviceId, facilitator.municipalityId, facilitator.accountId, '0'.repeat(64), at],
  );
  const doc = newDocument(sessionId);
  // The document's own number is the same at every start too.
  doc.clientID = 20_261_121;
  const edit = new SessionEdits(doc);
  const id = (what: string, index: number | string) => idOf(`${sessionId} ${what} ${index}`);
  mapObjects.forEach((object, order) =>
    edit.put('mapObjects', id('object', order), {
      condition: null,
      users: [],
      wished: false,
      note: '',
      ...object,
      order,
      crs: 'sheet',
    }),
  );
  institutions.forEach((name, order) => {
    const [quality, satisfaction, judgement] = judgements[order] ?? [null, null, ''];
    edit.put('institutions', id('institution', order), {
      order,
      name,
      kind: [4, 8, 10, 13, 14].includes(order) ? 'localGroup' : 'localInstitution',
      executive: order === 0,
      quality,
      satisfaction,
      judgement,
    });
  });
  for (const diagram of ['women', 'men'] as const) {
    const placed: Placed[] = [];
    for (const [index, size, relation] of circles[diagram]) {
      const circleId = id(`circle ${diagram}`, index);
      const centre = placed[0]?.id;
      const start = { id: circleId, size, x: 500, y: 500 };
      const wanted = (other: string) => (other === centre ? relation : 'separate');
      const at = centre === undefined ? start : placeFor(start, placed, wanted, centre);
      placed.push({ id: circleId, size, x: at.x, y: at.y });
      edit.put('circles', circleId, {
        institutionId: id('institution', index),
        diagram,
        size,
        x: at.x,
        y: at.y,
      });
      if (centre !== undefined) edit.link(diagram, centre, circleId, relation);
    }
  }
  budgetPie.forEach(([name, percent], order) =>
    edit.put('slices', id('slice', order), {
      order,
      name,
      key: expenseKeys[order] ?? null,
      share: percent * 100,
    }),
  );
  budgetQuestions.forEach(([kind, text], order) =>
    edit.put('questions', id('question', order), { order, kind, text }),
  );
  for (const [part, text] of Object.entries(notes)) edit.setNote(part as keyof typeof notes, text);
  const madeAt = at.toISOString();
  const { results } = await receiveItems(
    services.db,
    services.files,
    facilitator,
    { id: deviceId, clockOff: 0 },
    {
      sentAt: madeAt,
      app: 'demo',
      items: [
        {
          id: idOf(`document ${sessionId}`),
          schema: itemSchema,
          meetingId: sessionId,
          meeting: 'session',
          madeAt,
          body: {
            kind: 'document',
            update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'),
          },
        },
      ],
    },
    { via: 'network', now: at, lang: 'ky' },
  );
  const refused = results.find(({ state }) => state !== 'done');
  if (refused) throw new Error(`Demo: the drawings were refused: ${JSON.stringify(refused)}`);
}

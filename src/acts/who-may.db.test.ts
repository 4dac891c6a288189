import { beforeAll, expect, test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import type { Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import type { DocumentModel } from '../platform/documents/model.ts';
import { annulAct } from './commands/annul-act.ts';
import { dropDraft } from './commands/drop-draft.ts';
import { noteEvent } from './commands/note-event.ts';
import { publishAct } from './commands/publish-act.ts';
import { recordOutsideAct } from './commands/record-outside-act.ts';
import { registerAct } from './commands/register-act.ts';
import { renewAct } from './commands/renew-act.ts';
import { saveDraftAct } from './commands/save-draft-act.ts';
import { signAct } from './commands/sign-act.ts';
import { withdrawAct } from './commands/withdraw-act.ts';
import { registerTemplate } from './documents.ts';

// Who may do what with acts; the input is right for those who may, so that only the person can be wrong.

const model = (lang: 'ky' | 'ru'): DocumentModel => ({
  title: 'Тескеме',
  lang,
  date: new Date('2026-05-14T00:00:00Z'),
  blocks: [{ type: 'paragraph', text: 'биринчи' }],
});

const places = openNeighbours({ now: new Date('2026-05-20T06:00:00Z') });
beforeAll(() => {
  const build = async () => await Promise.resolve({ ky: model('ky'), ru: model('ru') });
  registerTemplate('who-may.open', build, { open: build });
});

async function draft(facts: { type: 'order' | 'minutes'; issuingBody: 'executive' | 'workingGroup' }) {
  return await places.acting.read(places.home.gate('staff'), async (scope) => {
    const titles = { titleKy: 'Жумушчу топ тууралуу', titleRu: 'О рабочей группе' };
    const drafted = { template: 'who-may.open', cycleId: newId(), ...titles, ...facts };
    return (await saveDraftAct(scope, drafted)).id;
  });
}
const issuedOn = '2026-05-14';
const signed = async (facts: Parameters<typeof draft>[0]) => {
  const actId = await draft(facts);
  await places.acting.done(places.home.gate('head'), signAct, { actId, signedBy: 'А', issuedOn });
  return actId;
};

test('acts: each command, each role, and people of another municipality', async () => {
  const order = { type: 'order', issuingBody: 'executive' } as const;
  const minutes = { type: 'minutes', issuingBody: 'workingGroup' } as const;
  const keepers: readonly Role[] = ['administrator', 'head', 'staff'];
  const chairs: readonly Role[] = ['head', 'staff'];
  const outside = { ...order, number: '900', issuedOn: '2026-01-05', titleKy: 'Эски тескеме' };
  const { id: recorded } = await places.acting.done(places.home.gate('staff'), recordOutsideAct, {
    ...outside,
    number: '800',
  });
  const published = await signed(order);
  await places.acting.done(places.home.gate('head'), publishAct, { actId: published });
  const reason = 'Ката кетти';
  const outlived = await signed(order);
  const { id: renewal } = await places.acting.done(places.home.gate('staff'), renewAct, { actId: outlived });
  await places.expectTable([
    row(registerAct, { actId: await draft(order), issuedOn }, keepers),
    row(signAct, { actId: await draft(order), signedBy: 'А', issuedOn }, ['head']),
    row(signAct, { actId: await draft(minutes), signedBy: 'А', issuedOn }, chairs),
    row(annulAct, { actId: await signed(order), reason }, ['head']),
    row(annulAct, { actId: await signed(minutes), reason }, chairs),
    row(annulAct, { actId: recorded, reason }, keepers),
    row(renewAct, { actId: await signed(order) }, keepers),
    row(dropDraft, { actId: renewal }, keepers),
    row(
      noteEvent,
      { actId: await signed(order), kind: 'objection', on: issuedOn, text: 'Каршымын' },
      keepers,
    ),
    row(publishAct, { actId: await signed(order) }, chairs),
    row(withdrawAct, { actId: published, reason }, chairs),
    row(recordOutsideAct, outside, keepers, { abroad: 'their-own' }),
  ]);
  expect(await places.acting.code(places.away.gate('head'), withdrawAct, { actId: published, reason })).toBe(
    'not-found',
  );
});

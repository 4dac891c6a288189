import { registerAct } from '../acts/commands/register-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { publishAct } from '../acts/commands/publish-act.ts';
import { addNote } from '../groups/commands/add-note.ts';
import { advanceMembers } from '../groups/commands/advance-members.ts';
import { draftGroupOrder } from '../groups/commands/draft-group-order.ts';
import { formGroup } from '../groups/commands/form-group.ts';
import { joinGroup } from '../groups/commands/join-group.ts';
import { saveGroup } from '../groups/commands/save-group.ts';
import { showGroups } from '../groups/commands/show-groups.ts';
import { registerGroupOrder } from '../groups/documents/papers.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { Gate } from '../platform/db/gate.ts';
import { groups, type DemoGroup } from './initiative-groups.ts';
import type { VillageKey } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';

type Cast = {
  readonly cycleId: string;
  readonly gates: ReadonlyMap<string, Gate>;
  readonly problemIds: ReadonlyMap<string, string>;
} & Readonly<Record<VillageKey, string>>;

/** Three groups from the first evening to the head's order and the page for residents. */
export async function tellGroups(told: Told, cast: Cast): Promise<void> {
  registerGroupOrder();
  const { story, year } = told;
  const chair = cast.gates.get('chair')!;
  const head = cast.gates.get('head')!;
  const { cycleId } = cast;
  for (const [index, group] of groups.entries()) await tellGroup(told, cast, group, index);
  const { actId } = await story.perform(chair, moment(year, 4, 13), 'order on the groups', draftGroupOrder, {
    cycleId,
  });
  await story.perform(chair, moment(year, 4, 13, 11), 'number of that order', registerAct, {
    ...{ actId, issuedOn: day(year, 4, 13), number: '40' },
  });
  await story.perform(head, moment(year, 4, 13, 12), 'sign that order', signAct, {
    actId,
    signedBy: 'Б. С. Мамбетов',
  });
  await story.perform(chair, moment(year, 4, 13, 14), 'publish that order', publishAct, { actId });
  await story.perform(chair, moment(year, 4, 14), 'show the groups', showGroups, { cycleId });
}

async function tellGroup(told: Told, cast: Cast, group: DemoGroup, index: number): Promise<void> {
  const { story, year } = told;
  const chair = cast.gates.get('chair')!;
  const { nameKy, nameRu, place } = group;
  const at = (hour: number, minute = 0) => moment(year, 4, 4, hour, minute);
  const names = { nameKy, nameRu, problemIds: group.problems.map((name) => cast.problemIds.get(name) ?? '') };
  const { id: groupId } = await story.perform(chair, at(9, index), `group ${nameKy}`, formGroup, {
    ...{ cycleId: cast.cycleId, ...names },
  });
  await story.perform(chair, at(9, 30 + index), `regulation ${nameKy}`, saveGroup, {
    ...{ groupId, revision: 0, ...names, place, regulation: i18nFor('ky').t('groups.regulation.template') },
  });
  const members: string[] = [];
  for (const [number, [fullName, sex, birthYear, village, post, named]] of group.members.entries()) {
    const { membershipId } = await story.perform(chair, at(10, number), `joins ${fullName}`, joinGroup, {
      ...{ groupId, fullName, sex, birthYear, villageId: cast[village], post, named, consented: true },
      role: number === 0 ? 'chair' : number === 1 ? 'secretary' : 'member',
      ...{ category: 'activist', stage: 'working', from: day(year, 4, 4) },
    });
    members.push(membershipId);
  }
  await story.perform(chair, moment(year, 4, 12, 18, index), `gathering confirms ${nameKy}`, advanceMembers, {
    ...{ groupId, members, stage: 'confirmed', confirmedOn: day(year, 4, 12) },
    confirmedPaper: 'айылдардын жыйындарынын № 4, № 5 протоколдору',
  });
  await story.perform(chair, moment(year, 4, 5, 9, index), `first minutes ${nameKy}`, addNote, {
    ...{ groupId, kind: 'minutes', on: day(year, 4, 5), who: `${group.members.length} мүчө` },
    text: 'Көйгөйдүн себептери окулду. План үчүн сунуштар жазылды.',
  });
  await story.perform(chair, moment(year, 4, 5, 10, index), `given ${nameKy}`, addNote, {
    ...{ groupId, kind: 'given', on: day(year, 4, 5), who: 'Көк-Ирим айыл өкмөтү' },
    text: 'Кагаз, папка, маркер; чогулуш үчүн бөлмө.',
  });
}

import { expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { newId } from '../platform/db/id.ts';
import { mentionsOf } from '../privacy/data/traces.ts';
import { addOrganisation } from './commands/add-organisation.ts';
import { addPerson } from './commands/add-person.ts';
import { editOrganisation } from './commands/edit-organisation.ts';
import { removePerson } from './commands/remove-person.ts';
import { organisationOf, organisations, organisationsInForce } from './data/organisations.ts';

const places = openNeighbours({ now: new Date('2026-04-10T06:00:00Z') });
const staff = () => places.home.gate('staff');
const water = { kind: 'municipal', nameKy: '«Таза суу» ишканасы', nameRu: 'МП «Таза суу»' };
const add = async (facts: object) => (await places.acting.done(staff(), addOrganisation, facts)).id;
const one = async (id: string, gate = staff()) =>
  await places.acting.read(gate, async (scope) => await organisationOf(scope, id));

test('no two organisations are called the same, however it is typed and in whichever language', async () => {
  const { acting } = places;
  const id = await add(water);
  const other = { kind: 'business', nameKy: 'Башка аталыш', nameRu: 'Другое название' };
  const said = async (facts: object) => await acting.run(staff(), addOrganisation, { ...other, ...facts });
  expect(await said({ nameKy: '  «таза   СУУ» ишканасы' })).toMatchObject({
    code: 'organisation-name-taken',
    fields: { nameKy: { code: 'organisation-name-taken' } },
  });
  // The Russian name of one is not the Kyrgyz name of another, nor the other way round.
  expect(await said({ nameKy: 'МП "Таза суу"' })).toMatchObject({
    fields: { nameKy: { code: 'organisation-name-taken' } },
  });
  expect(await said({ nameRu: 'Таза суу ишканасы' })).toMatchObject({
    fields: { nameRu: { code: 'organisation-name-taken' } },
  });
  // Closed, it keeps its name; itself it may be saved again, and a name it gave up is free.
  const closed = { ...water, organisationId: id, revision: 0, validTo: '2026-03-01' };
  await acting.done(staff(), editOrganisation, closed);
  expect(await acting.code(staff(), addOrganisation, water)).toBe('organisation-name-taken');
  await acting.done(staff(), editOrganisation, { ...closed, revision: 1, nameKy: 'Суу ишканасы' });
  await add({ ...other, nameKy: '«Таза суу» ишканасы' });
  // A neighbour's register is its own.
  await acting.done(places.away.gate('staff'), addOrganisation, water);
});

test('two who enter one organisation at once: it stands once', async () => {
  const fund = { kind: 'donor', nameKy: '«Береке» фонду', nameRu: 'Фонд «Береке»' };
  const codes = await Promise.all(
    [1, 2, 3].map(async () => await places.acting.code(staff(), addOrganisation, fund)),
  );
  expect(codes.sort()).toEqual(['done', 'organisation-name-taken', 'organisation-name-taken']);
});

test('two who correct one at once: the second is told', async () => {
  const school = { kind: 'institution', nameKy: 'Арал мектеби', nameRu: 'Школа Арал' };
  const sent = { ...school, organisationId: await add(school), revision: 0 };
  const codes = await Promise.all(
    [1, 2].map(async () => await places.acting.code(staff(), editOrganisation, sent)),
  );
  expect(codes.sort()).toEqual(['done', 'edited-meanwhile']);
});

test('contacts are seen by those who invite and by the auditor; a deputy sees the name', async () => {
  const council = { kind: 'association', nameKy: 'Аялдар кеңеши', nameRu: 'Женсовет' };
  const id = await add({ ...council, phone: '0700 11 22 33', email: 'kenesh@example.kg', address: 'Арал' });
  expect(await one(id, places.home.gate('auditor'))).toMatchObject({ phone: '0700 11 22 33' });
  const blank = { phone: null, email: null, address: null };
  expect(await one(id, places.home.gate('deputy'))).toMatchObject({ nameKy: 'Аялдар кеңеши', ...blank });
  expect(await one(id, places.away.gate('administrator'))).toBeUndefined();
});

test('consent to be named keeps its day, and is taken back', async () => {
  const paper = { kind: 'media', nameKy: '«Ала-Тоо» гезити', nameRu: 'Газета «Ала-Тоо»' };
  const id = await add({ ...paper, named: 'yes' });
  expect((await one(id))?.namedOn).toBe('2026-04-10');
  const sent = { ...paper, organisationId: id };
  await places.acting.done(staff(), editOrganisation, { ...sent, revision: 0, named: 'yes' });
  expect((await one(id))?.namedOn).toBe('2026-04-10');
  await places.acting.done(staff(), editOrganisation, { ...sent, revision: 1 });
  expect((await one(id))?.namedOn).toBeNull();
});

test('who was removed at their own wish speaks for no organisation any more', async () => {
  const { acting } = places;
  const { id: speakerId } = await acting.done(staff(), addPerson, { fullName: 'Асанова Бегимай' });
  const id = await add({ kind: 'ngo', nameKy: '«Үмүт» уюму', nameRu: 'ОО «Умут»', speakerId });
  expect((await one(id))?.speaker).toBe('Асанова Бегимай');
  await acting.done(staff(), removePerson, { personId: speakerId, confirmName: 'Асанова Бегимай' });
  expect(await one(id)).toMatchObject({ speakerId: null, speaker: null });
});

test('whoever asks what is kept of them is found in the name of an organisation', async () => {
  const business = {
    kind: 'business',
    nameKy: 'Жеке ишкер Токтоматов Жаныбек',
    nameRu: 'ИП Токтоматов Жаныбек',
  };
  const id = await add(business);
  const found = await places.acting.read(
    places.home.gate('administrator'),
    async (scope) => await mentionsOf(scope, 'Токтоматов Жаныбек'),
  );
  expect(found.map((one) => [one.kind, one.id])).toEqual([['organisation', id]]);
});

test('somebody of the list speaks for it, its days are in order, and it must stand in this register', async () => {
  const { acting, away } = places;
  const facts = { kind: 'state', nameKy: 'Район башкармалыгы', nameRu: 'Райадминистрация' };
  const { id: stranger } = await acting.done(away.gate('staff'), addPerson, { fullName: 'Нурлан Осмонов' });
  for (const speakerId of [stranger, newId()])
    expect(await acting.run(staff(), addOrganisation, { ...facts, speakerId })).toMatchObject({
      fields: { speakerId: { code: 'person-unknown' } },
    });
  const wrong = { ...facts, validFrom: '2026-02-01', validTo: '2026-01-31' };
  expect(await acting.run(staff(), addOrganisation, wrong)).toMatchObject({
    fields: { validTo: { code: 'organisation-ends-before-start' } },
  });
  const nowhere = { ...facts, organisationId: newId(), revision: 0 };
  expect(await acting.code(staff(), editOrganisation, nowhere)).toBe('organisation-not-found');
});

test('a plan is offered those that exist on its day, the first and the last day included', async () => {
  const id = await add({
    ...{ kind: 'other', nameKy: 'Убактылуу штаб', nameRu: 'Временный штаб' },
    ...{ validFrom: '2026-01-10', validTo: '2026-02-10' },
  });
  for (const [day, there] of [
    ['2026-01-09', false],
    ['2026-01-10', true],
    ['2026-02-10', true],
    ['2026-02-11', false],
  ] as const) {
    const offered = await places.acting.read(
      staff(),
      async (scope) => await organisationsInForce(scope, day, 'ky'),
    );
    expect(
      offered.some((one) => one.id === id),
      day,
    ).toBe(there);
  }
  const all = await places.acting.read(staff(), async (scope) => await organisations(scope, 'ky'));
  expect(all.some((one) => one.id === id)).toBe(true);
});

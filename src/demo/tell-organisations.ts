import { addOrganisation } from '../people/commands/add-organisation.ts';
import type { Gate } from '../platform/db/gate.ts';
import { moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';

/** Kind, both names, whether it agreed to be named in public. Invented. */
const organisations = [
  ['municipal', '«Көк-Ирим Таза суу» муниципалдык ишканасы', 'МП «Кок-Ирим Таза суу»', true],
  ['institution', 'Арал орто мектеби', 'Средняя школа села Арал', true],
  ['institution', 'Бирдик айылынын ФАПы', 'ФАП села Бирдик', true],
  ['institution', 'Бирдик айылдык китепканасы', 'Библиотека села Бирдик', true],
  ['association', 'Көк-Ирим ТСПАКБ', 'СООППВ Кок-Ирима', true],
  ['association', 'Аялдар кеңеши', 'Женский совет', true],
  ['association', 'Жайыт комитети', 'Пастбищный комитет', true],
  ['state', 'Электр тармактары ишканасы', 'Предприятие электрических сетей', false],
  ['donor', 'Районду өнүктүрүү фонду', 'Районный фонд развития', true],
  ['business', '«Арал-Таш» кооперативи', 'Кооператив «Арал-Таш»', true],
  ['business', '«Көк-Ирим-Агро» чарбасы', 'Хозяйство «Кок-Ирим-Агро»', true],
  ['business', '«Бирдик-Байланыш» ишканасы', 'Предприятие «Бирдик-Байланыш»', true],
  ['business', '«Тулпар куруу» жоопкерчилиги чектелген коому', 'ОсОО «Тулпар куруу»', false],
] as const;

/** January: whom the municipality deals with. */
export async function tellOrganisations(
  { story, year }: Told,
  {
    gates,
    persons,
  }: { readonly gates: ReadonlyMap<string, Gate>; readonly persons: ReadonlyMap<string, string> },
): Promise<void> {
  const clerk = gates.get('chair')!;
  for (const [index, [kind, nameKy, nameRu, named]] of organisations.entries()) {
    await story.perform(clerk, moment(year, 1, 15, 10, index), `organisation ${nameKy}`, addOrganisation, {
      ...{ kind, nameKy, nameRu },
      ...(named && { named: 'yes' }),
      ...(kind === 'municipal' && { speakerId: persons.get('chair') }),
    });
  }
}

import type { Plan } from '../rules/plan.ts';
import type { PlanPaperFacts } from './facts.ts';

/** Facts of papers for tests; people and places are invented. */
export const paperFacts = (plan: Plan, of: Partial<PlanPaperFacts> = {}): PlanPaperFacts => ({
  office: {
    oblast: { nameKy: 'Жалал-Абад', nameRu: 'Джалал-Абад' },
    district: { nameKy: 'Сузак', nameRu: 'Сузак' },
    municipality: { nameKy: 'Көк-Ирим', nameRu: 'Кок-Ирим', kind: 'aiylAimak' },
    settings: {
      headActName: 'тескеме',
      headName: 'Бейшеналиева Айнура Талантовна',
      headPostKy: 'Көк-Ирим айыл өкмөтүнүн башчысы',
      headPostRu: 'Глава айыл окмоту Кок-Иримского айылного аймака',
      executiveNameKy: '',
      executiveNameRu: '',
      address: 'Арал айылы, Ынтымак көчөсү, 1',
      contact: '03700 0-00-01',
      seatKy: 'Арал айылы',
      seatRu: 'с. Арал',
    },
  },
  registration: { number: null, issuedOn: null, signedBy: null, isDraft: false },
  plan,
  villages: new Map(),
  resolution: { number: '12', on: '2026-03-14', chair: 'А. К. Осмонов' },
  groups: [
    { name: '«Өнүгүү»', chair: 'Токтогулов Нурлан Асанович' },
    { name: '«Маданият жана маалымат»', chair: 'Сыдыкова Айнагүл' },
    { name: '«Билим берүү»', chair: null },
  ],
  open: null,
  ...of,
});

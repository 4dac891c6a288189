import { countryCodes, countryNames, currencyCodes, languageCodes } from './names.ts';

/**
 * The fields of the `.pb` format (Pabulib): which exist, in which order, what their values look like. Prices are
 * decimals with a point, lists are separated by commas without blanks.
 */

/** How a value may look; `list` is anything, read as a comma list; `amount` is money. */
export type FieldKind =
  | 'text'
  | 'whole'
  | 'decimal'
  | 'amount'
  | 'list'
  | 'date'
  | 'country'
  | 'language'
  | 'currency'
  | 'vote-type'
  | 'one'
  | 'selected'
  | 'sex'
  | 'voting-method'
  | 'age'
  | 'comment';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  /** An empty value or the word `None` is allowed. */
  readonly nullable?: boolean;
}

export const metaFields: readonly Field[] = [
  { name: 'description', kind: 'text', required: true },
  { name: 'country', kind: 'country', required: true },
  { name: 'unit', kind: 'text', required: true },
  { name: 'district', kind: 'text' },
  { name: 'subunit', kind: 'text' },
  { name: 'instance', kind: 'text', required: true },
  { name: 'num_projects', kind: 'whole', required: true },
  { name: 'num_votes', kind: 'whole', required: true },
  { name: 'budget', kind: 'amount', required: true },
  { name: 'vote_type', kind: 'vote-type', required: true },
  { name: 'rule', kind: 'text', required: true },
  { name: 'date_begin', kind: 'date', required: true },
  { name: 'date_end', kind: 'date', required: true },
  { name: 'min_length', kind: 'whole' },
  { name: 'max_length', kind: 'whole' },
  { name: 'min_sum_cost', kind: 'amount' },
  { name: 'max_sum_cost', kind: 'amount' },
  { name: 'min_points', kind: 'whole' },
  { name: 'max_points', kind: 'whole' },
  { name: 'min_sum_points', kind: 'whole' },
  { name: 'max_sum_points', kind: 'whole' },
  { name: 'default_score', kind: 'decimal' },
  { name: 'min_project_cost', kind: 'amount' },
  { name: 'max_project_cost', kind: 'amount' },
  { name: 'min_project_score_threshold', kind: 'whole' },
  { name: 'neighborhoods', kind: 'text' },
  { name: 'subdistricts', kind: 'text' },
  { name: 'categories', kind: 'text' },
  { name: 'edition', kind: 'text' },
  { name: 'language', kind: 'language' },
  { name: 'currency', kind: 'currency' },
  { name: 'fully_funded', kind: 'one' },
  { name: 'experimental', kind: 'one' },
  { name: 'comment', kind: 'comment' },
  { name: 'acknowledgments', kind: 'text' },
  { name: 'leftover_budget', kind: 'text' },
  { name: 'budget_per_category', kind: 'list' },
  { name: 'budget_per_neighborhood', kind: 'list' },
  { name: 'min_length_per_category', kind: 'list' },
  { name: 'max_length_per_category', kind: 'list' },
  { name: 'min_sum_cost_per_category', kind: 'list' },
  { name: 'max_sum_cost_per_category', kind: 'list' },
];

export const projectFields: readonly Field[] = [
  { name: 'project_id', kind: 'text', required: true },
  { name: 'cost', kind: 'amount', required: true },
  { name: 'votes', kind: 'whole' },
  { name: 'score', kind: 'decimal' },
  { name: 'name', kind: 'text' },
  { name: 'category', kind: 'list', nullable: true },
  { name: 'beneficiaries', kind: 'list', nullable: true },
  /** The name of `beneficiaries` before 2026. */
  { name: 'target', kind: 'list', nullable: true },
  { name: 'selected', kind: 'selected' },
  { name: 'neighborhood', kind: 'text', nullable: true },
  { name: 'subunit', kind: 'text', nullable: true },
  { name: 'district', kind: 'text', nullable: true },
  { name: 'description', kind: 'text', nullable: true },
  { name: 'proposer', kind: 'text', nullable: true },
  { name: 'public_id', kind: 'text', nullable: true },
  { name: 'latitude', kind: 'decimal', nullable: true },
  { name: 'longitude', kind: 'decimal', nullable: true },
];

export const voteFields: readonly Field[] = [
  { name: 'voter_id', kind: 'text', required: true },
  { name: 'vote', kind: 'list', required: true },
  { name: 'points', kind: 'list' },
  { name: 'age', kind: 'age', nullable: true },
  { name: 'sex', kind: 'sex', nullable: true },
  { name: 'voting_method', kind: 'voting-method', nullable: true },
  { name: 'district', kind: 'text', nullable: true },
  { name: 'neighborhood', kind: 'text', nullable: true },
  { name: 'education', kind: 'text', nullable: true },
  { name: 'topic_preference_transport', kind: 'whole', nullable: true },
  { name: 'topic_preference_culture', kind: 'whole', nullable: true },
  { name: 'topic_preference_nature', kind: 'whole', nullable: true },
  { name: 'district_preference', kind: 'text', nullable: true },
  { name: 'time_taken_seconds', kind: 'whole', nullable: true },
  { name: 'format_easiness', kind: 'text', nullable: true },
  { name: 'format_expressiveness', kind: 'text', nullable: true },
  { name: 'format_rank', kind: 'text', nullable: true },
];

export const ruleNames: readonly string[] = [
  'greedy',
  'greedy-no-skip',
  'greedy-threshold',
  'greedy-exclusive',
  'greedy-custom',
  'unknown',
  'equalshares',
  'equalshares-comparison',
  'equalshares/add1',
  'equalshares/add1-comparison',
];

/** A value that stands for "nothing". */
export function isMissing(value: string | undefined): boolean {
  return value === undefined || value === '' || value.toLowerCase() === 'none';
}

/** True when the value is of its kind. A decimal comma is another fault and is accepted here. */
export function hasKind(value: string, kind: FieldKind): boolean {
  switch (kind) {
    case 'text':
    case 'list':
      return true;
    case 'whole':
      return /^-?\d+$/.test(value);
    case 'decimal':
    case 'amount':
      return /^-?\d+([.,]\d+)?$/.test(value);
    case 'date':
      return parseDate(value) !== undefined;
    case 'country':
      return countryNames.has(value) || countryCodes.has(value.toUpperCase());
    case 'language':
      return languageCodes.has(value.toLowerCase());
    case 'currency':
      return currencyCodes.has(value.toUpperCase());
    case 'vote-type':
      return ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'].includes(value.toLowerCase());
    case 'one':
      return value === '1';
    case 'selected':
      return ['0', '1', '2', '3'].includes(value);
    case 'sex':
      return ['M', 'F', 'O'].includes(value);
    case 'voting-method':
      return ['internet', 'paper'].includes(value);
    case 'age': {
      const band = /^(\d+)-(\d+)$/.exec(value);
      return band ? Number(band[1]) <= Number(band[2]) : /^\d+\+?$/.test(value);
    }
    case 'comment':
      return value.startsWith('#1: ');
  }
}

/** `YYYY` or `DD.MM.YYYY` as a number that sorts by time (a bare year is its first day); undefined for neither. */
export function parseDate(value: string): number | undefined {
  if (/^\d{4}$/.test(value)) return Number(value) * 10_000 + 101;
  const parts = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
  if (!parts) return undefined;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? year * 10_000 + month * 100 + day : undefined;
}

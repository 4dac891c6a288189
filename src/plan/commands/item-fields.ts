import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, day, id, money, rows, text, tick } from '../../platform/forms/fields.ts';
import { refuse } from '../refusals.ts';
import {
  doers,
  givers,
  indicatorKinds,
  itemKinds,
  measuringWays,
  sourceKinds,
  sourceTerms,
} from '../rules/words.ts';

const other = (max: number) => called('plan.field.other', optional(text(max), ''));

/** What an item says of itself, beside its steps, indicators and money. */
export const itemShape = {
  name: called('plan.field.item', text(500)),
  nameOther: other(500),
  kind: choice(itemKinds, 'plan.kind'),
  doer: choice(doers, 'plan.doer'),
  startsOn: optional(day()),
  endsOn: called('plan.field.ends-on', optional(day())),
  responsiblePersonId: called('plan.field.responsible', optional(id())),
  responsibleText: called('plan.field.responsible-text', optional(text(200), '')),
  coExecutors: optional(text(500), ''),
  byAgreement: tick(),
  beneficiaries: optional(text(500), ''),
  beneficiaryCount: optional(count(1, 9_999_999)),
  risks: optional(text(1000), ''),
  partner: optional(text(300), ''),
  cost: optional(money()),
};

/** What the table itself refuses. */
export const itemConstraints = {
  plan_item_span: refuse('ends-before-start', { field: 'endsOn' }),
};

export const stepRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        text: called('plan.field.step', text(500)),
        result: called('plan.field.step-result', optional(text(500), '')),
      },
      40,
      (filled) => filled('text') || filled('result'),
    ),
  );

export const indicatorRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        kind: called('plan.field.indicator-kind', choice(indicatorKinds, 'plan.indicator')),
        text: called('plan.field.indicator', text(500)),
        unit: optional(text(60), ''),
        // As people write them: «12,5», «8 саат», and «___», which the checker finds.
        baseline: optional(text(60)),
        target: optional(text(60)),
        bySex: tick(),
        way: optional(choice(measuringWays, 'plan.way')),
        source: called('plan.field.data-source', optional(text(300), '')),
        document: optional(text(300), ''),
        frequency: optional(text(100), ''),
        measuredOn: optional(day()),
      },
      20,
      (filled) => filled('text'),
    ),
  );

export const commitmentRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        source: called('plan.field.source', choice(sourceKinds, 'plan.source')),
        giver: choice(givers, 'plan.giver'),
        year: called('plan.field.budget-year', count(2005, 2100)),
        amount: money(),
        term: called('plan.field.term', choice(sourceTerms, 'plan.term')),
        quantity: optional(text(300), ''),
        valuation: optional(text(300), ''),
        organisationId: called('plan.field.organisation', optional(id())),
        promiser: optional(text(200), ''),
        named: tick(),
      },
      30,
      (filled) => filled('amount') || filled('quantity') || filled('organisationId') || filled('promiser'),
    ),
  );

import { minorityRule, sharesOverEvents, type MinorityCheck } from '../../methods/representation.ts';
import { Fraction } from '../../methods/rational.ts';

/** People at the events of one form of participation. */
export type FormCount = { readonly form: string; readonly participants: number; readonly women: number };

export type ParticipationByForm = {
  readonly forms: readonly (FormCount & {
    /** Women's share in per cent with one decimal, and as it prints without. */
    readonly percent: string;
    readonly printedPercent: string;
    /** The 30 % rule on whole numbers: a share that prints as 30 may still be short (K-14). */
    readonly minority: MinorityCheck;
  })[];
  /** All women over all participants, one decimal; null without participants. */
  readonly pooledPercent: string | null;
  /** Mean of the forms' shares, each form alike, one decimal. Not the same number: always say which is meant. */
  readonly unweightedPercent: string | null;
};

const hundred = Fraction.of(100);

/**
 * Women's participation by form (seed-000, K-12 … K-14; L1124-1134).
 * @throws RangeError when a form has more women than participants or a negative or fractional count.
 */
export function participationByForm(rows: readonly FormCount[]): ParticipationByForm {
  const forms = rows.map((row) => {
    const { participants, women } = row;
    if (!Number.isInteger(participants) || !Number.isInteger(women) || women < 0 || women > participants) {
      throw new RangeError(`${row.form}: ${women} women of ${participants} participants`);
    }
    const share = participants === 0 ? Fraction.zero : Fraction.of(women, participants).times(hundred);
    return {
      ...row,
      percent: share.toDecimal(1),
      printedPercent: share.toDecimal(0),
      minority: minorityRule(women, participants - women),
    };
  });
  const { pooled, meanOfShares } = sharesOverEvents(
    rows.map(({ women, participants }) => ({ part: women, all: participants })),
  );
  return {
    forms,
    pooledPercent: pooled?.times(hundred).toDecimal(1) ?? null,
    unweightedPercent: meanOfShares?.times(hundred).toDecimal(1) ?? null,
  };
}

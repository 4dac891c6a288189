import { nameKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { sliceAmounts } from '../../../needs/sessions/rules/pie.ts';
import { ringLooks, type PartLook } from '../../../drawings/part-looks.ts';
import { readShare, sharePercent } from '../../../methods/written-share.ts';
import { readSom } from '../../../methods/written-som.ts';
import { recordLimits, type PieSlice } from '../../../needs/sessions/rules/session-record.ts';
import { madeWhole, pieLeap, pieRest, pieStep, stepped, usualExpenses } from '../../rules/pie.ts';
import { idOfNamed } from '../../rules/named-id.ts';
import { nextOrder } from '../../rules/order.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { AddLine, Offers } from '../kit/add-line.tsx';
import { RowText } from '../kit/line-field.tsx';
import { useLatest } from '../kit/latest.ts';
import { memo } from '../kit/memo.ts';
import { oneLine } from '../kit/one-line.ts';
import { replacesAll } from '../kit/replaces-all.ts';
import { Loaf } from './loaf.tsx';
import { Button, IconButton } from '../kit/button.tsx';

/** The group shares out the budget as it believes it to be (R-PIE-01, R-PIE-02). */
export function Guess({ locked }: { locked: boolean }): VNode {
  const { t, fmt, toast, confirm } = useApp();
  const { edit, info } = useMeeting();
  const record = useRecord('slices', 'budgetTotal');
  const [text, setText] = useDraft('pie.name');
  const { slices } = record;
  const rest = pieRest(slices);
  const looks = ringLooks(slices.map((slice) => slice.share));
  const total = record.budgetTotal === null ? null : BigInt(record.budgetTotal);
  const amounts =
    total === null
      ? []
      : sliceAmounts(
          slices.map((slice) => slice.share),
          total,
        );

  const add = (name: string, key: string | null): boolean => {
    const clean = oneLine(name, recordLimits.name);
    if (clean === '') return false;
    if (slices.some((slice) => nameKey(slice.name) === nameKey(clean))) {
      toast(t('field.pie.named-already', { name: clean }));
      return false;
    }
    if (slices.length >= recordLimits.slices) {
      toast(t('field.pie.too-many', { count: recordLimits.slices }));
      return false;
    }
    const id = idOfNamed(edit.doc, 'slices', key ?? clean, newItemId);
    edit.put('slices', id, { name: clean, key, order: nextOrder(slices), share: 0 });
    return true;
  };
  const submit = () => {
    const key = usualExpenses.find((one) => nameKey(t(`needs.expense.${one}`)) === nameKey(text)) ?? null;
    if (add(text, key)) setText('');
  };
  const offered = usualExpenses
    .map((key) => ({ key, name: t(`needs.expense.${key}`) }))
    .filter(
      (one) => !slices.some((slice) => slice.key === one.key || nameKey(slice.name) === nameKey(one.name)),
    );
  const setShares = (shares: ReadonlyMap<string, number>) =>
    edit.together(() => {
      for (const [id, share] of shares) edit.put('slices', id, { share });
    });
  const remove = async (slice: PieSlice) => {
    // A slice with a share is a decision of the group; an empty one is not worth a question.
    if (slice.share === 0 || (await confirm(t('field.pie.remove-ask', { name: slice.name }), t('ui.delete'))))
      edit.remove('slices', slice.id);
  };

  const rowActions = useLatest<RowActions>({
    name: (slice, name) => edit.put('slices', slice.id, { name }),
    share: (slice, share) => edit.put('slices', slice.id, { share }),
    remove: (slice) => void remove(slice),
  });

  return (
    <div class="pie-guess">
      <div class="pie-sum" role="status">
        <b>
          {rest === 0
            ? t('field.pie.whole')
            : rest > 0
              ? t('field.pie.left', { percent: sharePercent(rest) })
              : t('field.pie.over', { percent: sharePercent(-rest) })}
        </b>
        {total !== null && rest > 0 && <span>{fmt.money((total * BigInt(rest)) / 10_000n)}</span>}
        {!locked && rest !== 0 && slices.some((slice) => slice.share > 0) && (
          <Button
            look="ghost"
            small
            onClick={() => {
              const whole = madeWhole(slices.map((slice) => slice.share));
              setShares(new Map(slices.map((slice, index) => [slice.id, whole[index] ?? 0])));
            }}
          >
            {t('field.pie.make-whole')}
          </Button>
        )}
      </div>
      {slices.length > 0 && (
        <div class="pie-board">
          <Loaf slices={slices} looks={looks} onCut={locked ? undefined : setShares} />
          <ol class="kit-list">
            {slices.map((slice, index) => (
              <SliceRow
                key={slice.id}
                slice={slice}
                number={index + 1}
                look={looks[index] ?? 1}
                amount={amounts[index]}
                locked={locked}
                actions={rowActions}
              />
            ))}
          </ol>
        </div>
      )}
      {!locked && (
        <>
          <AddLine
            label={t('field.pie.name')}
            text={text}
            onText={setText}
            onAdd={submit}
            maxLength={recordLimits.name}
          >
            <Offers
              label={t('field.pie.usual')}
              offers={offered}
              onTake={({ name, key }) => add(name, key)}
            />
          </AddLine>
          <Total info={info.budget} />
        </>
      )}
    </div>
  );
}

type RowActions = {
  name(slice: PieSlice, name: string): void;
  /** Hundredths of a per cent, 0 to 10,000. */
  share(slice: PieSlice, share: number): void;
  remove(slice: PieSlice): void;
};

/** One slice: its name, its share by steps of one and five per cent or typed, and som where the total is known. */
const SliceRow = memo(function SliceRow({
  slice,
  number,
  look,
  amount,
  locked,
  actions,
}: {
  slice: PieSlice;
  number: number;
  look: PartLook;
  amount: bigint | undefined;
  locked: boolean;
  actions: RowActions;
}): VNode {
  const { t, fmt } = useApp();
  const [typed, setTyped] = useState<string>();
  const bad = typed !== undefined && readShare(typed) === null;
  const done = () => {
    const share = typed === undefined ? null : readShare(typed === '' ? '0' : typed);
    if (share !== null) actions.share(slice, share);
    setTyped(undefined);
  };
  return (
    <li class="pie-row">
      <span aria-hidden="true">
        <svg width="30" height="30" viewBox="-15 -15 30 30">
          <circle class={`part-${look}`} r="14" />
          <circle class="pie-badge" r="10" />
          <text class="pie-number" y="5">
            {number}
          </text>
        </svg>
      </span>
      {locked ? (
        <span>{slice.name}</span>
      ) : (
        <RowText
          label={t('field.pie.name-of', { number })}
          maxLength={recordLimits.name}
          value={slice.name}
          onValue={(name) => actions.name(slice, name)}
        />
      )}
      <span class="pie-row-share">
        {locked ? (
          <b>{sharePercent(slice.share)}</b>
        ) : (
          <input
            class="kit-input"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            aria-label={t('field.pie.share-of', { name: slice.name })}
            aria-invalid={bad ? 'true' : undefined}
            value={typed ?? sharePercent(slice.share)}
            {...replacesAll}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onBlur={done}
            onKeyDown={(event) => {
              if (event.key === 'Enter') done();
            }}
          />
        )}{' '}
        %
      </span>
      {amount !== undefined && <span class="pie-row-som">{fmt.money(amount)}</span>}
      {bad && <p class="pie-row-error error">{t('field.pie.share-bad')}</p>}
      {!locked && (
        <span class="pie-row-steps">
          {[-pieLeap, -pieStep, pieStep, pieLeap].map((by) => (
            <button
              key={by}
              type="button"
              class="kit-pick"
              aria-label={t(by > 0 ? 'field.pie.more' : 'field.pie.less', {
                name: slice.name,
                percent: Math.abs(by) / 100,
              })}
              onClick={() => actions.share(slice, stepped(slice.share, by))}
            >
              {by > 0 ? '+' : '−'}
              {Math.abs(by) / 100}
            </button>
          ))}
          <IconButton
            icon="cross"
            label={t('field.pie.remove-slice', { name: slice.name })}
            onClick={() => actions.remove(slice)}
          />
        </span>
      )}
    </li>
  );
});

/** The sum of the budget, told to the group: with it shares are seen in som. */
function Total({ info }: { info: { readonly year: number; readonly total: string } | null }): VNode {
  const { t, fmt } = useApp();
  const { edit } = useMeeting();
  const { budgetTotal } = useRecord('budgetTotal');
  const [typed, setTyped] = useDraft('pie.total');
  const shown = budgetTotal === null ? '' : fmt.moneyNumber(BigInt(budgetTotal));
  const read = readSom(typed);
  const done = () => {
    if (typed.trim() === '' || read === undefined) return;
    edit.setMeta({ budgetTotal: read === null ? null : read.toString() });
    setTyped('');
  };
  return (
    <div class="field pie-total">
      <label for="pie-total">{t('needs.budget.total')}</label>
      <p class="hint" id="pie-total-hint">
        {t('needs.budget.total-hint')}
      </p>
      <div class="kit-line">
        <input
          id="pie-total"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-describedby="pie-total-hint"
          aria-invalid={read === undefined ? 'true' : undefined}
          placeholder={shown}
          value={typed === '' ? shown : typed}
          onInput={(event) => {
            const next = event.currentTarget.value;
            if (next.trim() === '') {
              setTyped('');
              edit.setMeta({ budgetTotal: null });
            } else setTyped(next);
          }}
          onBlur={done}
          onKeyDown={(event) => {
            if (event.key === 'Enter') done();
          }}
        />
        <span>{t('needs.unit.som')}</span>
      </div>
      {read === undefined && <p class="error">{t('field.pie.total-bad')}</p>}
      {info && budgetTotal !== info.total && (
        <Button look="ghost" small onClick={() => edit.setMeta({ budgetTotal: info.total })}>
          {t('field.pie.total-known', { year: info.year, sum: fmt.money(BigInt(info.total)) })}
        </Button>
      )}
    </div>
  );
}

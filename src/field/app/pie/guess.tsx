import { nameKey } from '../../../methods/names.ts';
import type { TargetedSubmitEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { sliceAmounts } from '../../../needs/rules/pie.ts';
import { readShare, sharePercent } from '../../../needs/rules/session.ts';
import { readSom } from '../../../needs/rules/som.ts';
import { recordLimits, type PieSlice } from '../../../needs/rules/session-record.ts';
import { madeWhole, pieLeap, pieRest, pieStep, stepped, usualExpenses } from '../../rules/pie.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Loaf } from './loaf.tsx';

/** The group shares out the budget as it believes it to be (R-PIE-01, R-PIE-02). */
export function Guess({ locked }: { locked: boolean }): VNode {
  const { t, fmt, toast, confirm } = useApp();
  const { edit, info } = useMeeting();
  const record = useRecord();
  const [text, setText] = useDraft('pie.name');
  const { slices } = record;
  const rest = pieRest(slices);
  const total = record.budgetTotal === null ? null : BigInt(record.budgetTotal);
  const amounts =
    total === null
      ? []
      : sliceAmounts(
          slices.map((slice) => slice.share),
          total,
        );

  const add = (name: string, key: string | null): boolean => {
    const clean = name.trim().replace(/\s+/g, ' ').slice(0, recordLimits.name);
    if (clean === '') return false;
    if (slices.some((slice) => nameKey(slice.name) === nameKey(clean))) {
      toast(t('field.pie.named-already', { name: clean }));
      return false;
    }
    if (slices.length >= recordLimits.slices) {
      toast(t('field.pie.too-many', { count: recordLimits.slices }));
      return false;
    }
    const last = slices.reduce((most, slice) => Math.max(most, slice.order), 0);
    edit.put('slices', newItemId(), { name: clean, key, order: last + 1, share: 0 });
    return true;
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
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
    if (
      slice.share === 0 ||
      (await confirm(t('field.pie.remove-ask', { name: slice.name }), t('field.pie.remove')))
    )
      edit.remove('slices', slice.id);
  };

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
          <button
            type="button"
            class="btn ghost small"
            onClick={() => {
              const whole = madeWhole(slices.map((slice) => slice.share));
              setShares(new Map(slices.map((slice, index) => [slice.id, whole[index] ?? 0])));
            }}
          >
            {t('field.pie.make-whole')}
          </button>
        )}
      </div>
      {slices.length > 0 && (
        <div class="pie-board">
          <Loaf slices={slices} onCut={locked ? undefined : setShares} />
          <ol class="pie-list">
            {slices.map((slice, index) => (
              <SliceRow
                key={slice.id}
                slice={slice}
                number={index + 1}
                amount={amounts[index]}
                locked={locked}
                onName={(name) => edit.put('slices', slice.id, { name })}
                onShare={(share) => edit.put('slices', slice.id, { share })}
                onRemove={() => void remove(slice)}
              />
            ))}
          </ol>
        </div>
      )}
      {!locked && (
        <>
          <form class="pie-add" onSubmit={submit}>
            <label for="pie-name">{t('field.pie.name')}</label>
            <div class="vn-line">
              <input
                id="pie-name"
                type="text"
                value={text}
                maxLength={recordLimits.name}
                autocomplete="off"
                enterkeyhint="done"
                onInput={(event) => setText(event.currentTarget.value)}
              />
              <button type="submit" class="btn">
                <Icon name="plus" />
                {t('field.pie.add')}
              </button>
            </div>
            {offered.length > 0 && (
              <div class="vn-offers" role="group" aria-label={t('field.pie.usual')}>
                {offered.map((one) => (
                  <button key={one.key} type="button" onClick={() => add(one.name, one.key)}>
                    <Icon name="plus" size={16} />
                    {one.name}
                  </button>
                ))}
              </div>
            )}
          </form>
          <Total info={info.budget} />
        </>
      )}
    </div>
  );
}

/** One slice: its name, its share by steps of one and five per cent or typed, and som where the total is known. */
function SliceRow({
  slice,
  number,
  amount,
  locked,
  onName,
  onShare,
  onRemove,
}: {
  slice: PieSlice;
  number: number;
  amount: bigint | undefined;
  locked: boolean;
  onName: (name: string) => void;
  onShare: (share: number) => void;
  onRemove: () => void;
}): VNode {
  const { t, fmt } = useApp();
  const [typed, setTyped] = useState<string>();
  const bad = typed !== undefined && readShare(typed) === null;
  const done = () => {
    const share = typed === undefined ? null : readShare(typed === '' ? '0' : typed);
    if (share !== null) onShare(share);
    setTyped(undefined);
  };
  return (
    <li class="pie-row">
      <span class="pie-row-number" aria-hidden="true">
        <svg width="30" height="30" viewBox="-15 -15 30 30">
          <circle class={`part-${((number - 1) % 6) + 1}`} r="14" />
          <circle class="pie-badge" r="10" />
          <text class="pie-number" y="5">
            {number}
          </text>
        </svg>
      </span>
      {locked ? (
        <span class="pie-row-name">{slice.name}</span>
      ) : (
        <input
          class="pie-row-name"
          type="text"
          aria-label={t('field.pie.name-of', { number })}
          maxLength={recordLimits.name}
          autocomplete="off"
          value={slice.name}
          onInput={(event) => {
            if (event.currentTarget.value.trim() !== '') onName(event.currentTarget.value);
          }}
          onBlur={(event) => {
            if (event.currentTarget.value.trim() === '') event.currentTarget.value = slice.name;
          }}
        />
      )}
      <span class="pie-row-share">
        {locked ? (
          <b>{sharePercent(slice.share)}</b>
        ) : (
          <input
            type="text"
            inputMode="decimal"
            autocomplete="off"
            aria-label={t('field.pie.share-of', { name: slice.name })}
            aria-invalid={bad ? 'true' : undefined}
            value={typed ?? sharePercent(slice.share)}
            onFocus={(event) => event.currentTarget.select()}
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
              aria-label={t(by > 0 ? 'field.pie.more' : 'field.pie.less', {
                name: slice.name,
                percent: Math.abs(by) / 100,
              })}
              onClick={() => onShare(stepped(slice.share, by))}
            >
              {by > 0 ? '+' : '−'}
              {Math.abs(by) / 100}
            </button>
          ))}
          <button
            type="button"
            class="vn-icon"
            aria-label={t('field.pie.remove-slice', { name: slice.name })}
            onClick={onRemove}
          >
            <Icon name="cross" />
          </button>
        </span>
      )}
    </li>
  );
}

/** The sum of the budget, told to the group: with it shares are seen in som. */
function Total({ info }: { info: { readonly year: number; readonly total: string } | null }): VNode {
  const { t, fmt } = useApp();
  const { edit } = useMeeting();
  const { budgetTotal } = useRecord();
  const [typed, setTyped] = useDraft('pie.total');
  const shown = budgetTotal === null ? '' : fmt.moneyNumber(BigInt(budgetTotal));
  const read = readSom(typed);
  const done = () => {
    if (typed.trim() === '' || read === undefined) return;
    edit.setMeta({ budgetTotal: read === null ? null : read.toString() });
    setTyped('');
  };
  return (
    <div class="pie-total">
      <label for="pie-total">{t('needs.budget.total')}</label>
      <p class="hint" id="pie-total-hint">
        {t('needs.budget.total-hint')}
      </p>
      <div class="vn-line">
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
        <button
          type="button"
          class="btn ghost small"
          onClick={() => edit.setMeta({ budgetTotal: info.total })}
        >
          {t('field.pie.total-known', { year: info.year, sum: fmt.money(BigInt(info.total)) })}
        </button>
      )}
    </div>
  );
}

import { labelOf } from '../../../platform/i18n/labels.ts';
import { PieChart } from '../../../drawings/charts.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { VennDiagram } from '../../../drawings/venn-diagram.tsx';
import type { InstitutionLink } from '../data/institution-links.ts';
import type { KnownBudget } from '../data/known-expenses.ts';
import type { listGuesses, listInstitutions, SessionItem } from '../data/sessions.ts';
import { comparePies, isUsualExpense, pointsText } from '../rules/pie.ts';
import { diagrams, type Diagram } from '../rules/session-record.ts';
import { sharePercent, wholePie } from '../../../methods/written-share.ts';
import { compareDiagrams, differenceText, rowsOfTable } from '../rules/venn-compare.ts';

export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>[number];

export type GuessRow = Awaited<ReturnType<typeof listGuesses>>[number];

/** The diagrams as they were drawn, side by side, and in words how the women's and the men's differ. */
export function Venn({
  institutions,
  links,
}: {
  institutions: readonly InstitutionRow[];
  links: readonly InstitutionLink[];
}) {
  const { t, fmt } = usePage();
  const drawn = institutions.filter((one) => one.drawn);
  const named = institutions.filter((one) => !one.drawn);
  const shown = diagrams.filter((who) => drawn.some((one) => one.drawnBy === who));
  const rows = (who: Diagram) => rowsOfTable(institutions, links, who, t('needs.venn.executive'));
  const differences =
    shown.includes('women') && shown.includes('men')
      ? compareDiagrams(rows('women'), rows('men'))
      : undefined;
  const mark = (value: number | null) =>
    value === null ? '–' : t('needs.mark.text', { mark: value, word: t(`needs.mark.${value}`) });
  const marks = (['quality', 'satisfaction'] as const).filter((kind) =>
    drawn.some((one) => one[kind] !== null),
  );
  return (
    <>
      {differences && (
        <section>
          <h3>{t('needs.venn.differences')}</h3>
          {differences.length === 0 ? (
            <p>{t('needs.venn.no-differences')}</p>
          ) : (
            <ul>
              {differences.map((one, index) => (
                <li key={index}>{differenceText(t, one)}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <div class={shown.length > 1 ? 'drawing-sides' : undefined}>
        {shown.map((who) => (
          <VennDiagram
            key={who}
            title={t(`needs.venn.${who}`)}
            hideTitle={shown.length === 1}
            columns={marks.map((kind) => labelOf(t, 'needs.institutions', kind))}
            institutions={drawn
              .filter((one) => one.drawnBy === who)
              .map((one) => ({
                name: one.name,
                importance: one.size ?? 'middle',
                relation: one.relation ?? (one.x === null ? 'touching' : 'separate'),
                executive: one.executive,
                at: one.x === null || one.y === null ? undefined : { x: one.x, y: one.y },
                cells: marks.map((kind) => mark(one[kind])),
              }))}
          />
        ))}
      </div>
      <Pairs institutions={drawn} links={links} />
      {named.length > 0 && (
        <p class="hint">{t('needs.venn.not-drawn', { names: fmt.list(named.map((one) => one.name)) })}</p>
      )}
    </>
  );
}

/** Ties of the others to each other; those to the executive stand in the diagram's own table. */
function Pairs({
  institutions,
  links,
}: {
  institutions: readonly InstitutionRow[];
  links: readonly InstitutionLink[];
}) {
  const { t } = usePage();
  const byId = new Map(institutions.map((one) => [one.id, one]));
  const pairs = links.flatMap((link) => {
    const [a, b] = [byId.get(link.aId), byId.get(link.bId)];
    return a && b && !a.executive && !b.executive ? [{ ...link, a, b }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <DataTable
      caption={t('needs.venn.pairs')}
      rows={pairs}
      rowKey={(one) => `${one.aId}|${one.bId}`}
      columns={[
        {
          key: 'pair',
          label: t('needs.step.institutions'),
          head: true,
          cell: (one) => `${one.a.name} – ${one.b.name}`,
        },
        {
          key: 'relation',
          label: t('needs.venn.tie'),
          cell: (one) => t(`needs.institution.relation.${one.relation}`),
        },
        {
          key: 'diagram',
          label: t('needs.field.drawnBy'),
          cell: (one) => t(`needs.venn.${one.a.drawnBy}`),
        },
      ]}
    />
  );
}

/** The pie as the group cut it, beside the real budget where the office has entered it. */
export function Pie({
  session,
  guesses,
  known,
}: {
  session: SessionItem;
  guesses: readonly GuessRow[];
  known: KnownBudget | undefined;
}) {
  const { t, fmt } = usePage();
  if (known && guesses.length > 0) return <PieBeside guesses={guesses} known={known} />;
  const total = guesses.reduce((sum, one) => sum + one.share, 0);
  return (
    <>
      <PieChart
        title={t('needs.budget.pie')}
        hideTitle
        parts={guesses.map((one) => ({ label: one.name, value: one.share }))}
        format={(share) =>
          session.budgetTotal === null
            ? `${sharePercent(share)} %`
            : `${sharePercent(share)} % · ${fmt.money((session.budgetTotal * BigInt(share)) / BigInt(wholePie))}`
        }
        middle={`${sharePercent(total)} %`}
      />
      {total !== wholePie && (
        <Notice tone="warn">
          {t('needs.session-warning.pie-not-whole', { percent: sharePercent(total) })}
        </Notice>
      )}
    </>
  );
}

/** Guess and reality in one order, so that a line has the same number and colour in both; then the differences. */
function PieBeside({ guesses, known }: { guesses: readonly GuessRow[]; known: KnownBudget }) {
  const { t, fmt, lang } = usePage();
  const differences = comparePies(guesses, known.items, known.total, t('needs.expense.other')).map((one) => ({
    ...one,
    name: isUsualExpense(one.key) ? t(`needs.expense.${one.key}`) : one.name,
  }));
  const order = [...differences].sort((a, b) => (b.real ?? 0) - (a.real ?? 0));
  const total = guesses.reduce((sum, one) => sum + one.share, 0);
  const percent = (share: number) => `${sharePercent(share)} %`;
  return (
    <>
      <div class="drawing-sides">
        <PieChart
          title={t('needs.budget.pie')}
          numbered
          parts={order.map((one) => ({ label: one.name, value: one.guess ?? 0 }))}
          format={percent}
          middle={percent(total)}
        />
        <PieChart
          title={t('needs.budget.real', { year: known.year })}
          numbered
          parts={order.map((one) => ({ label: one.name, value: one.real ?? 0 }))}
          format={percent}
        />
      </div>
      {total !== wholePie && (
        <Notice tone="warn">
          {t('needs.session-warning.pie-not-whole', { percent: sharePercent(total) })}
        </Notice>
      )}
      <DataTable
        caption={t('needs.budget.difference')}
        narrow="scroll"
        rows={differences}
        rowKey={(one) => one.key ?? one.name}
        columns={[
          { key: 'name', label: t('needs.field.slice'), head: true, cell: (one) => one.name },
          {
            key: 'gap',
            label: t('needs.budget.gap'),
            align: 'end',
            cell: (one) => <b>{pointsText(one.gap, lang === 'en' ? '.' : ',')}</b>,
          },
          {
            key: 'guess',
            label: t('needs.budget.guess-share'),
            align: 'end',
            cell: (one) => (one.guess === null ? t('needs.budget.not-named') : sharePercent(one.guess)),
          },
          {
            key: 'real',
            label: t('needs.budget.real-share'),
            align: 'end',
            cell: (one) => (one.real === null ? t('needs.budget.not-separate') : sharePercent(one.real)),
          },
          {
            key: 'guess-som',
            label: t('needs.budget.guess-som'),
            align: 'end',
            cell: (one) => (one.guess === null ? '–' : fmt.moneyNumber(one.guessAmount)),
          },
          {
            key: 'real-som',
            label: t('needs.budget.real-som'),
            align: 'end',
            cell: (one) => (one.real === null ? '–' : fmt.moneyNumber(one.realAmount)),
          },
        ]}
      />
      <p class="hint">{t('needs.budget.difference-lead')}</p>
    </>
  );
}

import type { CycleRow } from '../../../cycle/data.ts';
import { DataTable, DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { LinkButton } from '../../../platform/ui/button.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { StaffPage } from '../../../platform/ui/staff-page.tsx';
import { EmptyState, Tag, type Tone } from '../../../platform/ui/surfaces.tsx';
import { focusColumns } from '../../focus/rules/focus-record.ts';
import { useFocusPlace } from '../../focus/views/focus-frame.tsx';
import { needsPath } from '../../sessions/views/session-frame.tsx';
import type { RussianNames } from '../../rules/catalogue.ts';
import { problemText } from '../../views/labels.ts';
import type { ProblemSynthesis, SynthesisPlace } from '../rules/synthesis.ts';
import type { Verdict } from '../rules/verdict.ts';

const tones: Readonly<Record<Verdict, Tone>> = { own: 'ok', outside: 'info', notSoon: 'warn' };

/** Who solves it, in one word; that nobody has said it yet. */
export function VerdictTag({ verdict }: { verdict: Verdict | null }) {
  const { t } = usePage();
  if (verdict === null) return <Tag>{t('needs.synthesis.no-verdict')}</Tag>;
  return <Tag tone={tones[verdict]}>{t(`needs.synthesis.verdict.${verdict}`)}</Tag>;
}

/** «Арал»; «Көк-Ирим айыл аймагы» for a focus group of the whole municipality. */
export function useSynthesisPlace() {
  const place = useFocusPlace();
  return (one: SynthesisPlace) => place({ villageId: one.villageId, place: { id: one.groupId, ...one } });
}

export const synthesisPath = (municipalityId: string, rest = '') =>
  needsPath(municipalityId, `/synthesis${rest}`);

/** The problems that the focus groups have analysed, with what is joined and what is judged. */
export function SynthesisPage({
  municipalityId,
  cycle,
  problems,
  russian,
}: {
  municipalityId: string;
  cycle: CycleRow;
  problems: readonly ProblemSynthesis[];
  russian: RussianNames;
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const place = useSynthesisPlace();
  const title = t('needs.synthesis.title');
  const asked = `?cycle=${cycle.id}`;
  const path = (rest: string) => synthesisPath(municipalityId, `${rest}${asked}`);
  const lines = (one: ProblemSynthesis) => focusColumns.flatMap((column) => one.columns[column]);
  return (
    <StaffPage
      title={title}
      wide
      lead={t('needs.synthesis.lead', { year: cycle.year })}
      crumbs={[
        { label: t('needs.schedule.title'), path: needsPath(municipalityId, asked) },
        { label: t('ui.focus-groups'), path: needsPath(municipalityId, `/focus${asked}`) },
      ]}
      actions={
        problems.length > 0 && (
          <LinkButton href={path('/paper.html')} look="ghost" icon="document">
            {t('needs.synthesis.paper')}
          </LinkButton>
        )
      }
    >
      <DataTable
        caption={title}
        hideCaption
        rows={problems}
        rowKey={(one) => one.problemId}
        exports={<DownloadLinks links={{ xlsx: path('/lines.xlsx'), csv: path('/lines.csv') }} />}
        empty={
          <EmptyState
            icon="people"
            title={t('needs.synthesis.empty')}
            action={
              <LinkButton href={needsPath(municipalityId, `/focus${asked}`)}>
                {t('ui.focus-groups')}
              </LinkButton>
            }
          >
            {t('needs.synthesis.empty-text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'problem',
            label: t('ui.field.problem'),
            head: true,
            cell: (one) => (
              <a href={href(path(`/${one.problemId}`))}>{problemText(page, one.name, russian)}</a>
            ),
          },
          {
            key: 'rank',
            label: t('needs.synthesis.rank'),
            align: 'end',
            cell: (one) => (one.rank === null ? '–' : fmt.number(one.rank)),
          },
          {
            key: 'places',
            label: t('needs.synthesis.places'),
            cell: (one) => one.places.map(place).join(', '),
          },
          {
            key: 'lines',
            label: t('needs.focus.lines'),
            align: 'end',
            cell: (one) => fmt.number(lines(one).reduce((sum, { lines: said }) => sum + said.length, 0)),
          },
          {
            key: 'joined',
            label: t('needs.synthesis.joined'),
            align: 'end',
            cell: (one) => fmt.number(lines(one).filter(({ joined }) => joined).length),
          },
          {
            key: 'verdict',
            label: t('needs.synthesis.verdict'),
            cell: (one) => <VerdictTag verdict={one.verdict?.verdict ?? null} />,
          },
        ]}
      />
    </StaffPage>
  );
}

import { Button } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { CheckboxGroup, RadioGroup, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { LANGS } from '../../../platform/i18n/lang.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import { List, type ListColumn, type ListOf } from '../../../platform/ui/list.tsx';
import { addMatcherTerm } from '../commands/add-matcher-term.ts';
import { createProblem } from '../../sessions/commands/create-problem.ts';
import { editProblem } from '../commands/edit-problem.ts';
import { markCompetence } from '../commands/mark-competence.ts';
import { useStyles } from '../../../platform/ui/head.ts';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import { defaultGlossary } from '../../../methods/matcher/vocabulary.ts';
import type { TraceRow } from '../../sessions/data/board.ts';
import type { CycleFacts, Place } from '../data/tally.ts';
import type { KnownProblem } from '../../rules/problem.ts';
import {
  catalogueEntryNamed,
  delegatedPowers,
  localMatters,
  problemCatalogue,
  problemNameIn,
} from '../../rules/catalogue.ts';
import { wordingDoubt } from '../../rules/wording.ts';
import { competenceText, groupText, placeText } from '../../views/labels.ts';

type Row = KnownProblem & { votes: number };

export const problemColumns = (page: I18n): ListColumn<Row>[] => [
  {
    key: 'problem',
    head: true,
    order: true,
    value: (row) => row.name,
    sought: ({ name, nameRu = '' }) => [nameRu, ...LANGS.map((lang) => problemNameIn(name, lang))].join(' '),
    cell: (row) => <ProblemLink problem={row} />,
  },
  {
    key: 'votes',
    align: 'end',
    order: true,
    value: (row) => row.votes,
    cell: (row) => page.fmt.number(row.votes),
  },
  { key: 'competence', value: (row) => competenceText(page, row) ?? page.t('needs.competence.unknown') },
];

function ProblemLink({ problem }: { problem: KnownProblem }) {
  return <a href={usePage().href(`${useRoom('needs')}/problems/${problem.id}`)}>{problem.name}</a>;
}

/** All problems of a cycle: search, order, who settles them. */
export function ProblemsPage({ cycle, list }: { cycle: CycleFacts; list: ListOf<Row> }) {
  const { t, href } = usePage();
  const room = useRoom('needs');
  return (
    <Layout title={t('ui.field.problems')} variant="staff">
      <PageHeader
        crumbs={[{ label: t('drawings.stage.needs'), path: room }, { label: t('ui.field.problems') }]}
        title={t('ui.field.problems')}
        lead={t('needs.problems.lead', { year: cycle.year })}
        actions={
          <>
            <a href={href(`${room}/catalogue`)}>{t('needs.catalogue.title')}</a>
            <a href={href(`${room}/glossary`)}>{t('needs.glossary.title')}</a>
          </>
        }
      />
      <List
        of={list}
        caption={t('ui.field.problems')}
        hideCaption
        searched
        empty={<EmptyState title={t('needs.problems.empty')}>{t('needs.problems.empty-text')}</EmptyState>}
      />
    </Layout>
  );
}

export interface ProblemViewProps {
  cycle: CycleFacts;
  problem: KnownProblem & { description: string };
  trace: readonly TraceRow[];
  villages: readonly Place[];
  mayEdit: boolean;
}

/** One problem: the words of people behind it, its name, who settles it, and splitting it. */
export function ProblemPage(props: ProblemViewProps) {
  const page = usePage();
  useStyles('board.css');
  const { t } = page;
  const { problem } = props;
  const room = useRoom('needs');
  const entry = catalogueEntryNamed(problem.name);
  const doubt = wordingDoubt(problem.name);
  return (
    <Layout title={problem.name} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('drawings.stage.needs'), path: room },
          { label: t('ui.field.problems'), path: `${room}/problems?year=${props.cycle.year}` },
          { label: problem.name },
        ]}
        title={
          <>
            <Icon name={(problem.category ?? 'other') as IconName} size={30} /> {problem.name}
          </>
        }
        lead={problem.description || undefined}
        tag={<Tag>{competenceText(page, problem) ?? t('needs.competence.unknown')}</Tag>}
      />
      {doubt && (
        <Notice tone="warn" title={t(`needs.doubt.${doubt}`)}>
          {t('needs.doubt.help')}
        </Notice>
      )}
      <Trace {...props} />
      {props.mayEdit && (
        <>
          <Card title={t('needs.problem.edit')}>
            <Form
              of={editProblem}
              row={{ name: problem.name, nameRu: problem.nameRu ?? '', description: problem.description }}
              id="edit"
              action={`${room}/problems/${problem.id}`}
              submit={t('ui.save')}
            >
              {(f) => (
                <>
                  <TextField {...f('name')} hint={t('needs.problem.name-hint')} />
                  {!entry && <TextField {...f('nameRu')} hint={t('needs.problem.name-ru-hint')} />}
                  <TextArea {...f('description')} rows={2} />
                  <SelectField {...f('category')} value={problem.category ?? ''} />
                </>
              )}
            </Form>
          </Card>
          <Card title={t('needs.competence.title')}>
            <p class="hint">{t('needs.competence.hint')}</p>
            {entry && problem.competence === null && (
              <p>{t('needs.competence.catalogue', { text: competenceText(page, entry) ?? '' })}</p>
            )}
            <Form
              of={markCompetence}
              id="competence"
              action={`${room}/problems/${problem.id}/competence`}
              submit={t('ui.save')}
            >
              {(f) => (
                <>
                  <RadioGroup
                    {...f('competence')}
                    value={problem.competence ?? entry?.competence ?? ''}
                    options={[
                      ...(['local', 'delegated', 'outside'] as const).map((value) => ({
                        value,
                        label: t(`needs.competence.${value}`),
                        hint: t(`needs.competence.${value}-hint`),
                      })),
                      { value: '', label: t('needs.competence.unknown') },
                    ]}
                  />
                  <SelectField
                    {...f('localMatter')}
                    value={String(problem.localMatter ?? entry?.localMatter ?? '')}
                    options={localMatters.map((matter) => ({
                      value: String(matter.number),
                      label: `${matter.number}. ${matter[page.lang]}`,
                    }))}
                  />
                </>
              )}
            </Form>
          </Card>
        </>
      )}
    </Layout>
  );
}

function Trace({ problem, trace, villages, mayEdit }: ProblemViewProps) {
  const page = usePage();
  const { t, href } = page;
  const room = useRoom('needs');
  const action = `${room}/problems/${problem.id}/split`;
  const sessions = new Map<string, TraceRow[]>();
  for (const row of trace) {
    const list = sessions.get(row.sessionId);
    if (list) list.push(row);
    else sessions.set(row.sessionId, [row]);
  }
  const label = (row: TraceRow) => {
    const village = villages.find((one) => one.id === row.villageId);
    const name = village ? placeText(page, { ky: village.nameKy, ru: village.nameRu }) : '';
    return `${name} · ${groupText(page, row.ageGroup, row.sexMode)}`;
  };
  const closed = trace.some((row) => row.state === 'closed');
  const lists = [...sessions.values()].map((rows) => ({ first: rows[0], rows }));
  return (
    <Card title={t('needs.problem.trace', { count: trace.length })}>
      <p class="hint">{t('needs.problem.trace-hint')}</p>
      {lists.length === 0 && <p>{t('needs.problem.trace-empty')}</p>}
      {lists.length > 0 && (
        <Form of={createProblem} id="split" action={action}>
          {(f) => (
            <>
              {lists.map(
                ({ first, rows }) =>
                  first && (
                    <details key={first.sessionId} open={lists.length <= 3 || undefined}>
                      <summary>
                        {label(first)}: <b>{t('needs.problem.stickers', { count: rows.length })}</b>
                      </summary>
                      {mayEdit ? (
                        <CheckboxGroup
                          name="pick"
                          label={<span class="hidden">{label(first)}</span>}
                          options={rows.map((row) => ({ value: `${row.id}:${row.seq}`, label: row.text }))}
                        />
                      ) : (
                        <ul>
                          {rows.map((row) => (
                            <li key={row.id}>{row.text}</li>
                          ))}
                        </ul>
                      )}
                      <p>
                        <a href={href(`${room}/sessions/${first.sessionId}/board`)}>
                          {t('needs.problem.to-board')}
                        </a>
                      </p>
                    </details>
                  ),
              )}
              {mayEdit && (
                <details open={page.refused?.action === action || undefined}>
                  <summary>{t('needs.problem.split')}</summary>
                  <p class="hint">{t('needs.problem.split-hint')}</p>
                  <TextField {...f('name')} />
                  {closed && <TextField {...f('reason')} hint={t('needs.board.reason-hint')} />}
                  <div class="actions">
                    <Button>{t('needs.problem.split-do')}</Button>
                  </div>
                </details>
              )}
            </>
          )}
        </Form>
      )}
    </Card>
  );
}

/** The 23 local matters, examples of delegated powers, and the problems villages name again and again. */
export function CataloguePage() {
  const page = usePage();
  const { t, lang } = page;
  const room = useRoom('needs');
  return (
    <Layout title={t('needs.catalogue.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('drawings.stage.needs'), path: room },
          { label: t('ui.field.problems'), path: `${room}/problems` },
          { label: t('needs.catalogue.title') },
        ]}
        title={t('needs.catalogue.title')}
        lead={t('needs.catalogue.lead')}
      />
      <Card title={t('needs.catalogue.matters')}>
        <ol>
          {localMatters.map((matter) => (
            <li key={matter.number}>{matter[lang]}</li>
          ))}
        </ol>
      </Card>
      <Card title={t('needs.catalogue.delegated')}>
        <p class="hint">{t('needs.catalogue.delegated-hint')}</p>
        <ul>
          {delegatedPowers.map((power) => (
            <li key={power.ky}>{power[lang]}</li>
          ))}
        </ul>
      </Card>
      <DataTable
        caption={t('needs.catalogue.problems')}
        rows={problemCatalogue}
        words="needs.column"
        columns={[
          {
            key: 'problem',
            head: true,
            cell: (row) => (
              <>
                <Icon name={row.category} /> {row[lang]}
              </>
            ),
          },
          {
            key: 'competence',
            cell: (row) => competenceText(page, row),
          },
        ]}
      />
    </Layout>
  );
}

export interface GlossaryViewProps {
  own: readonly { id: string; ky: string; ru: string; byName: string }[];
  mayEdit: boolean;
}

/** Words that mean the same in Kyrgyz and Russian, by which the board orders its suggestions. */
export function GlossaryPage({ own, mayEdit }: GlossaryViewProps) {
  const { t } = usePage();
  const room = useRoom('needs');
  return (
    <Layout title={t('needs.glossary.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('drawings.stage.needs'), path: room },
          { label: t('ui.field.problems'), path: `${room}/problems` },
          { label: t('needs.glossary.title') },
        ]}
        title={t('needs.glossary.title')}
        lead={t('needs.glossary.lead')}
      />
      {mayEdit && (
        <Card title={t('needs.glossary.add')}>
          <Form of={addMatcherTerm} id="term" inline submit={t('ui.add')} action={`${room}/glossary`}>
            {(f) => (
              <>
                <TextField {...f('ky')} />
                <TextField {...f('ru')} />
              </>
            )}
          </Form>
        </Card>
      )}
      <DataTable
        caption={t('needs.glossary.own')}
        rows={own}
        empty={<p>{t('needs.glossary.empty')}</p>}
        words="needs.glossary"
        columns={[
          { key: 'ky', head: true, cell: (row) => row.ky },
          { key: 'ru', cell: (row) => row.ru },
          { key: 'by', label: t('needs.column.by'), cell: (row) => row.byName },
          {
            key: 'remove',
            label: t('ui.actions'),
            cell: (row) =>
              mayEdit && (
                <ActionForm action={`${room}/glossary/${row.id}/remove`}>
                  <Button look="ghost" small label={t('needs.glossary.remove', { ky: row.ky, ru: row.ru })}>
                    {t('ui.remove')}
                  </Button>
                </ActionForm>
              ),
          },
        ]}
      />
      <Card title={t('needs.glossary.default')}>
        <p>{defaultGlossary.map((pair) => `${pair.ky} = ${pair.ru}`).join(' · ')}</p>
      </Card>
    </Layout>
  );
}

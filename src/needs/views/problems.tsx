import { Button } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxGroup, RadioGroup, SelectField, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { CATEGORY_ICONS, Icon, type IconName } from '../../platform/ui/icon.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { ListQuery, ListSlice } from '../../platform/ui/list-query.ts';
import { defaultGlossary } from '../../methods/matcher/vocabulary.ts';
import type { TraceRow } from '../data/board.ts';
import type { CycleFacts, Place } from '../data/tally.ts';
import type { KnownProblem } from '../rules/priorities.ts';
import { catalogueEntryNamed, delegatedPowers, localMatters, problemCatalogue } from '../rules/catalogue.ts';
import { wordingDoubt } from '../rules/wording.ts';
import { competenceText, groupText, placeText } from './labels.ts';

type Sent = { errors: Record<string, string>; values: Readonly<Record<string, string | readonly string[]>> };

export interface ProblemsViewProps {
  municipalityId: string;
  cycle: CycleFacts;
  list: ListSlice<KnownProblem & { votes: number }>;
  query: ListQuery;
}

/** All problems of a cycle: search, order, who settles them. */
export function ProblemsView({ municipalityId, cycle, list, query }: ProblemsViewProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const room = `/m/${municipalityId}/needs`;
  return (
    <Layout title={t('needs.problems.title')} variant="staff">
      <PageHeader
        crumbs={[{ label: t('needs.crumb.needs'), path: room }, { label: t('needs.problems.title') }]}
        title={t('needs.problems.title')}
        lead={t('needs.problems.lead', { year: cycle.year })}
        actions={
          <>
            <a href={href(`${room}/catalogue`)}>{t('needs.catalogue.title')}</a>
            <a href={href(`${room}/glossary`)}>{t('needs.glossary.title')}</a>
          </>
        }
      />
      <DataTable
        caption={t('needs.problems.title')}
        hideCaption
        search={query.q}
        sort={query.sort}
        page={list}
        rows={list.rows}
        empty={<EmptyState title={t('needs.problems.empty')}>{t('needs.problems.empty-text')}</EmptyState>}
        words="needs.column"
        columns={[
          {
            key: 'name',
            label: t('needs.column.problem'),
            head: true,
            sort: true,
            cell: (row) => <a href={href(`${room}/problems/${row.id}`)}>{row.name}</a>,
          },
          {
            key: 'votes',
            align: 'end',
            sort: true,
            cell: (row) => fmt.number(row.votes),
          },
          {
            key: 'competence',
            cell: (row) => competenceText(page, row) ?? t('needs.competence.unknown'),
          },
        ]}
      />
    </Layout>
  );
}

export interface ProblemViewProps {
  municipalityId: string;
  cycle: CycleFacts;
  problem: KnownProblem & { description: string };
  trace: readonly TraceRow[];
  villages: readonly Place[];
  mayEdit: boolean;
  failed?: Sent & { form: 'edit' | 'competence' | 'split'; message: string };
}

/** One problem: the words of people behind it, its name, who settles it, and splitting it. */
export function ProblemView(props: ProblemViewProps) {
  const page = usePage();
  useStyles('board.css');
  const { t } = page;
  const { problem, municipalityId, failed } = props;
  const room = `/m/${municipalityId}/needs`;
  const entry = catalogueEntryNamed(problem.name);
  const doubt = wordingDoubt(problem.name);
  return (
    <Layout title={problem.name} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.crumb.needs'), path: room },
          { label: t('needs.problems.title'), path: `${room}/problems?year=${props.cycle.year}` },
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
              id="edit"
              action={`${room}/problems/${problem.id}`}
              submit={t('ui.save')}
              {...(failed?.form === 'edit' ? { errors: failed.errors, values: failed.values } : {})}
            >
              <TextField
                name="name"
                label={t('needs.problem.name')}
                hint={t('needs.problem.name-hint')}
                required
                maxLength={200}
                value={problem.name}
              />
              <TextArea
                name="description"
                label={t('needs.problem.description')}
                rows={2}
                maxLength={1000}
                value={problem.description}
              />
              <SelectField
                name="category"
                label={t('needs.problem.category')}
                value={problem.category ?? ''}
                options={CATEGORY_ICONS.map((name) => ({ value: name, label: t(`ui.category.${name}`) }))}
              />
            </Form>
          </Card>
          <Card title={t('needs.competence.title')}>
            <p class="hint">{t('needs.competence.hint')}</p>
            {entry && problem.competence === null && (
              <p>{t('needs.competence.catalogue', { text: competenceText(page, entry) ?? '' })}</p>
            )}
            <Form
              id="competence"
              action={`${room}/problems/${problem.id}/competence`}
              submit={t('ui.save')}
              {...(failed?.form === 'competence' ? { errors: failed.errors, values: failed.values } : {})}
            >
              <RadioGroup
                name="competence"
                label={t('needs.competence.who')}
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
                name="localMatter"
                label={t('needs.competence.matter')}
                value={String(problem.localMatter ?? entry?.localMatter ?? '')}
                options={localMatters.map((matter) => ({
                  value: String(matter.number),
                  label: `${matter.number}. ${matter[page.lang]}`,
                }))}
              />
            </Form>
          </Card>
        </>
      )}
    </Layout>
  );
}

function Trace({ problem, trace, villages, municipalityId, mayEdit, failed }: ProblemViewProps) {
  const page = usePage();
  const { t, href } = page;
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
  const split = failed?.form === 'split' ? failed : undefined;
  const lists = [...sessions.values()].map((rows) => ({ first: rows[0], rows }));
  return (
    <Card title={t('needs.problem.trace', { count: trace.length })}>
      <p class="hint">{t('needs.problem.trace-hint')}</p>
      {lists.length === 0 && <p>{t('needs.problem.trace-empty')}</p>}
      {lists.length > 0 && (
        <Form
          id="split"
          action={`/m/${municipalityId}/needs/problems/${problem.id}/split`}
          errors={split?.errors ?? {}}
          values={split?.values ?? {}}
        >
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
                    <a href={href(`/m/${municipalityId}/needs/sessions/${first.sessionId}/board`)}>
                      {t('needs.problem.to-board')}
                    </a>
                  </p>
                </details>
              ),
          )}
          {mayEdit && (
            <details open={split ? true : undefined}>
              <summary>{t('needs.problem.split')}</summary>
              <p class="hint">{t('needs.problem.split-hint')}</p>
              <TextField name="name" label={t('needs.problem.split-name')} required maxLength={200} />
              {closed && (
                <TextField
                  name="reason"
                  label={t('needs.board.reason')}
                  hint={t('needs.board.reason-hint')}
                  maxLength={500}
                />
              )}
              <div class="actions">
                <Button>{t('needs.problem.split-do')}</Button>
              </div>
            </details>
          )}
        </Form>
      )}
    </Card>
  );
}

/** The 23 local matters, examples of delegated powers, and the problems villages name again and again. */
export function CatalogueView({ municipalityId }: { municipalityId: string }) {
  const page = usePage();
  const { t, lang } = page;
  const room = `/m/${municipalityId}/needs`;
  return (
    <Layout title={t('needs.catalogue.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.crumb.needs'), path: room },
          { label: t('needs.problems.title'), path: `${room}/problems` },
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
  municipalityId: string;
  own: readonly { id: string; ky: string; ru: string; byName: string }[];
  mayEdit: boolean;
  failed?: Sent;
}

/** Words that mean the same in Kyrgyz and Russian, by which the board orders its suggestions. */
export function GlossaryView({ municipalityId, own, mayEdit, failed }: GlossaryViewProps) {
  const { t } = usePage();
  const room = `/m/${municipalityId}/needs`;
  return (
    <Layout title={t('needs.glossary.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.crumb.needs'), path: room },
          { label: t('needs.problems.title'), path: `${room}/problems` },
          { label: t('needs.glossary.title') },
        ]}
        title={t('needs.glossary.title')}
        lead={t('needs.glossary.lead')}
      />
      {mayEdit && (
        <Card title={t('needs.glossary.add')}>
          <Form
            id="term"
            action={`${room}/glossary`}
            inline
            submit={t('ui.add')}
            errors={failed?.errors ?? {}}
            values={failed?.values ?? {}}
          >
            <TextField name="ky" label={t('needs.glossary.ky')} required maxLength={60} />
            <TextField name="ru" label={t('needs.glossary.ru')} required maxLength={60} />
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

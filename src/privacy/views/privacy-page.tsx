import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { CheckboxField, CheckboxGroup, TextField } from '../../platform/ui/fields.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { erasePerson } from '../commands/erase-person.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import type { Erasure } from '../data/erasures.ts';
import type { Mention, Trace } from '../data/traces.ts';

/** Where a person stands in every room, and the form that erases them. */
export function PrivacyPage(props: {
  readonly q: string;
  readonly traces: readonly Trace[];
  readonly mentions: readonly Mention[];
  readonly erasures: readonly Erasure[];
}) {
  const { t, fmt, href, municipality } = usePage();
  const base = `/m/${municipality?.id ?? ''}`;
  const { q, traces, mentions } = props;
  return (
    <StaffPage
      title={t('privacy.title')}
      crumbs={[{ label: municipality?.name ?? '', path: base }]}
      noindex
      lead={t('privacy.lead')}
    >
      <div class="stack">
        <form class="form inline" method="get" action={href(`${base}/privacy`)} role="search">
          <TextField
            name="q"
            label={t('privacy.search')}
            value={q}
            hint={t('privacy.search-hint')}
            maxLength={200}
          />
          <Button look="primary">{t('ui.search')}</Button>
        </form>
        {q !== '' && traces.length === 0 && (
          <EmptyState title={t('privacy.nothing')} icon="search">
            {t('privacy.nothing-text')}
          </EmptyState>
        )}
        {traces.length > 0 && (
          <Card title={t('privacy.found')}>
            <Form of={erasePerson} action={`${base}/privacy/erase`} id="erase" fields={{ q }} unkept>
              {(f) => (
                <>
                  <Notice tone="warn" title={t('privacy.for-ever')}>
                    {t('privacy.what-stays')}
                  </Notice>
                  <CheckboxGroup
                    {...f('rows')}
                    values={[]}
                    hint={t('privacy.rows-hint')}
                    options={traces.map((trace) => ({
                      value: `${trace.kind}/${trace.id}`,
                      label: [trace.name, t(`privacy.kind.${trace.kind}`)].filter(Boolean).join(' · '),
                      hint: [
                        trace.where,
                        trace.on ? fmt.date(trace.on) : '',
                        trace.about,
                        trace.signsIn ? t('privacy.signs-in') : '',
                      ]
                        .filter(Boolean)
                        .join(' · '),
                      disabled: trace.signsIn,
                    }))}
                  />
                  <TextField {...f('reason')} />
                  <CheckboxField {...f('confirmed')} value="yes" />
                  <div class="actions">
                    <Button look="danger">{t('privacy.erase')}</Button>
                  </div>
                </>
              )}
            </Form>
          </Card>
        )}
      </div>
      {mentions.length > 0 && (
        <>
          <h2>{t('privacy.mentions')}</h2>
          <p>{t('privacy.mentions-text')}</p>
          <DataTable
            caption={t('privacy.mentions')}
            hideCaption
            words="privacy.column"
            columns={[
              {
                key: 'what',
                head: true,
                cell: (row) => {
                  const path = pathOf(base, row);
                  const label = t(`privacy.mention.${row.kind}`);
                  return path ? <a href={href(path)}>{label}</a> : label;
                },
              },
              { key: 'found', cell: (row) => row.found },
              { key: 'text', cell: (row) => row.excerpt },
            ]}
            rows={mentions}
            empty=""
          />
        </>
      )}
      <h2>{t('privacy.done')}</h2>
      <DataTable
        caption={t('privacy.done')}
        hideCaption
        words="privacy.column"
        columns={[
          {
            key: 'at',
            head: true,
            cell: (row) => <a href={href(`${base}/privacy/erasures/${row.id}`)}>{fmt.dateTime(row.at)}</a>,
          },
          { key: 'by', cell: (row) => row.byName },
          { key: 'reason', cell: (row) => row.reason },
          {
            key: 'rows',
            align: 'end',
            cell: (row) => fmt.number(rowsOf(row)),
          },
        ]}
        rows={props.erasures}
        empty={
          <EmptyState title={t('privacy.none')} icon="lock">
            {t('privacy.none-text')}
          </EmptyState>
        }
      />
    </StaffPage>
  );
}

const rowsOf = ({ counts }: Erasure): number =>
  counts.people + counts.participants + counts.focusParticipants + (counts.speakers ?? 0);

function pathOf(base: string, { kind, id, meetingId }: Mention): string | undefined {
  if (kind === 'act') return `${base}/acts/${id}`;
  if (kind === 'problem') return `${base}/needs/problems/${id}`;
  if (kind === 'plan-item' || kind === 'commitment')
    return `${base}/plan/${meetingId ?? ''}${kind === 'plan-item' ? `/items/${id}` : ''}`;
  if (kind === 'organisation') return `${base}/people/organisations/${id}`;
  if (kind === 'group') return `${base}/groups/${id}`;
  if (kind.startsWith('focus-')) return `${base}/needs/focus/${meetingId ?? ''}`;
  if (kind.startsWith('public-')) return `${base}/public-meetings/${meetingId ?? ''}`;
  if (kind.startsWith('planning-')) return `${base}/public-meetings/planning/${meetingId ?? ''}`;
  return meetingId === null ? undefined : `${base}/needs/sessions/${meetingId}`;
}

/** The paper that it was done: nothing in it says who it was. */
export function ErasurePage({ erasure }: { readonly erasure: Erasure }) {
  const { t, fmt, municipality } = usePage();
  const base = `/m/${municipality?.id ?? ''}`;
  const { counts } = erasure;
  return (
    <StaffPage
      title={t('privacy.paper')}
      crumbs={[
        { label: municipality?.name ?? '', path: base },
        { label: t('privacy.title'), path: `${base}/privacy` },
      ]}
      noindex
      lead={t('privacy.paper-lead')}
    >
      <Card title={municipality?.name ?? ''}>
        <Pairs
          items={[
            { label: t('ui.field.at'), value: fmt.dateTime(erasure.at) },
            { label: t('privacy.column.by'), value: erasure.byName },
            { label: t('ui.field.reason'), value: erasure.reason },
            { label: t('privacy.kind.person'), value: fmt.number(counts.people) },
            { label: t('privacy.kind.participant'), value: fmt.number(counts.participants) },
            { label: t('privacy.kind.focus-participant'), value: fmt.number(counts.focusParticipants) },
            { label: t('privacy.paper.speakers'), value: fmt.number(counts.speakers ?? 0) },
            { label: t('privacy.paper.imports'), value: fmt.number(counts.imports) },
            { label: t('privacy.paper.number'), value: erasure.id },
          ]}
        />
      </Card>
      <p>{t('privacy.what-stays')}</p>
      <p class="hint">{t('privacy.paper-print')}</p>
    </StaffPage>
  );
}

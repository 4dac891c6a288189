import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxField, FileField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { ReceivedFile } from '../commands/receive-file.ts';
import type { MeetingItem } from '../data/meetings.ts';
import type { ItemResult } from '../rules/items.ts';
import { meetingNamed } from '../rules/versions.ts';
import { meetingName, meetingPath } from './office.tsx';

export interface ImportProps {
  /** The file's device was ended or its person has left: somebody who knows where it comes from may take it in. */
  offerTrust?: boolean;
}

/** Файлдан кабыл алуу: a file of unsent data, brought by a messenger or a stick. */
export function ImportPage({ offerTrust = false }: ImportProps) {
  const { t } = usePage();
  const base = useRoom('field');
  return (
    <Layout title={t('field.receive.title')} variant="staff">
      <PageHeader
        title={t('field.receive.title')}
        lead={t('field.receive.lead')}
        crumbs={[{ path: base, label: t('ui.phones') }, { label: t('field.receive.title') }]}
      />
      <Card>
        <Form action={`${base}/import`} submit={t('field.receive.submit')} multipart requiredNote={false}>
          <FileField
            name="file"
            label={t('field.receive.file')}
            hint={t('field.receive.file-hint')}
            accept=".ashar"
            required
          />
          {offerTrust && (
            <CheckboxField
              name="trust"
              label={t('field.receive.trust')}
              hint={t('field.receive.trust-hint')}
            />
          )}
        </Form>
        <p class="hint">{t('field.receive.once')}</p>
      </Card>
    </Layout>
  );
}

export interface ImportResultProps {
  received: ReceivedFile;
  meetings: ReadonlyMap<string, MeetingItem>;
}

type Line = {
  readonly key: string;
  readonly meetingId: string;
  readonly kind: string;
  readonly state: ItemResult['state'];
  readonly message: string;
  readonly count: number;
  /** Of refused stickers: what is written on them. */
  readonly texts: readonly string[];
};

/** What became of a file: sums by meeting, and each reason for a refusal. */
export function ImportResultPage({ received, meetings }: ImportResultProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const base = useRoom('field');
  const name = meetingName(page);
  const lines = linesOf(received);
  const sum = (state: ItemResult['state']) =>
    received.results.filter((result) => result.state === state).length;
  const refused = sum('refused');
  const later = sum('later');
  return (
    <Layout title={t('field.receive.result')} variant="staff">
      <PageHeader
        title={t('field.receive.result')}
        lead={t('field.receive.from', { device: received.deviceLabel })}
        crumbs={[{ path: base, label: t('ui.phones') }, { label: t('field.receive.title') }]}
        actions={
          <LinkButton look="ghost" href={`${base}/import`} icon="upload">
            {t('field.receive.another')}
          </LinkButton>
        }
      />
      {refused + later === 0 ? (
        <Notice tone="success" title={t('field.receive.all-done', { count: sum('done') })} live />
      ) : (
        <Notice tone="warn" title={t('field.receive.some-refused', { count: refused + later })} live>
          <p>{t('field.receive.some-refused-text', { count: sum('done') })}</p>
          {later > 0 && <p>{t('field.receive.some-later', { count: later })}</p>}
        </Notice>
      )}
      <Card>
        <DataTable
          caption={t('field.receive.items')}
          hideCaption
          rows={lines}
          empty={<p>{t('field.receive.empty')}</p>}
          words="field.office.column"
          columns={[
            {
              key: 'meeting',
              head: true,
              cell: ({ meetingId }) => {
                const meeting = meetings.get(meetingId);
                return meeting ? (
                  <a href={href(meetingPath(page.municipality?.id ?? '', meeting))}>{name(meeting)}</a>
                ) : (
                  t('field.office.meeting-unknown')
                );
              },
            },
            { key: 'kind', label: t('field.receive.kind'), cell: (line) => kindText(t, line.kind) },
            {
              key: 'count',
              label: t('field.receive.count'),
              align: 'end',
              cell: (line) => fmt.number(line.count),
            },
            {
              key: 'state',
              cell: (line) =>
                line.state === 'done' ? (
                  <Tag tone="ok">{t('field.receive.state.done')}</Tag>
                ) : (
                  <>
                    <Tag tone={line.state === 'refused' ? 'bad' : 'warn'}>
                      {t(`field.receive.state.${line.state}`)}
                    </Tag>{' '}
                    {line.message}
                    {line.texts.length > 0 && (
                      <ul>
                        {line.texts.map((text) => (
                          <li>{text}</li>
                        ))}
                      </ul>
                    )}
                  </>
                ),
            },
          ]}
        />
      </Card>
    </Layout>
  );
}

type Translate = ReturnType<typeof usePage>['t'];

function kindText(t: Translate, kind: string): string {
  return t.has(`field.office.kind.${kind}`)
    ? t(`field.office.kind.${kind}`)
    : t('field.receive.kind-unknown');
}

/** Most texts of refused stickers under one reason. */
const mostTexts = 50;

function linesOf({ request, results }: ReceivedFile): Line[] {
  const lines = new Map<string, Line>();
  for (const [index, result] of results.entries()) {
    // Whatever stood in the file: only what can be shown is looked at.
    const item = request.items[index] as
      | null
      | undefined
      | (Record<string, unknown> & { body?: { kind?: unknown; sticker?: { text?: unknown } } });
    const named = item && meetingNamed(item);
    const meetingId = typeof named === 'string' ? named : '';
    const kind = typeof item?.body?.kind === 'string' ? item.body.kind : '';
    const message = result.message ?? '';
    const key = [meetingId, kind, result.state, message].join('|');
    const text = item?.body?.sticker?.text;
    const line = lines.get(key) ?? {
      key,
      meetingId,
      kind,
      state: result.state,
      message,
      count: 0,
      texts: [],
    };
    const shown = result.state === 'refused' && typeof text === 'string' && line.texts.length < mostTexts;
    lines.set(key, {
      ...line,
      count: line.count + 1,
      texts: shown ? [...line.texts, text] : line.texts,
    });
  }
  const rank = { refused: 0, later: 1, done: 2 };
  return [...lines.values()].sort((a, b) => rank[a.state] - rank[b.state]);
}

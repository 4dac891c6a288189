import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { EmptyState, Facts, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import { useApp } from '../core/app-context.ts';
import { meetingTitle } from '../core/meeting-words.ts';
import type { OutboxLine } from '../core/outbox.ts';
import { saveUnsent } from '../core/save-file.ts';
import type { Sending } from '../core/sender.ts';
import { useOutbox, useSession } from '../core/session.ts';
import { notKept } from '../core/store-words.ts';
import { meetingsHere } from '../core/store.ts';
import { Page } from '../core/top.tsx';
import { Button } from '../kit/button.tsx';
import { Fold } from '../kit/fold.tsx';

type Props = { version: string; lock: () => Promise<boolean> };

/** Everything that was made on this device: what has gone to the office, what waits, what needs a look. */
export default function OutboxScreen({ version, lock }: Props): VNode {
  const app = useApp();
  const { t, toast } = app;
  const session = useSession();
  const sending = useOutbox();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    // What is being worked on belongs into the list as it stands now.
    void session.meeting?.flush().catch(() => undefined);
    void meetingsHere(session.vault).then((list) =>
      setNames(new Map(list.map(({ info }) => [info.id, meetingTitle(app, info)]))),
    );
  }, []);
  if (!sending) return <></>;
  const { outbox, sender } = sending;
  const { lines } = outbox;
  const of = (state: OutboxLine['state']) => lines.filter((line) => line.state === state);
  const [waiting, refused, done] = [of('waiting'), of('refused'), of('done')];
  const meetings = [...new Set(lines.map((line) => line.meeting))].reverse();

  const save = async () => {
    setSaving(true);
    try {
      toast(
        t((await saveUnsent(session, version)) ? 'field.core.outbox.saved' : 'field.core.outbox.nothing'),
      );
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        toast(t('field.core.outbox.not-saved'));
    } finally {
      setSaving(false);
    }
  };
  const again = async (list: readonly OutboxLine[]) => {
    try {
      await outbox.again(list.map((line) => line.seq));
      sender.now();
    } catch (error) {
      toast(notKept(t, 'field.core.not-kept', error));
    }
  };

  return (
    <Page title={t('field.core.nav.outbox')} at="outbox" lock={lock} who={session.identity.account.name}>
      {session.meeting && (
        <p>
          <a class="fa-back" href={`#/m/${session.meeting.id}`}>
            <Icon name="back" size={18} />
            {t('field.core.outbox.back', { name: meetingTitle(app, session.meeting.info) })}
          </a>
        </p>
      )}
      <State sending={sender.state} waiting={waiting.length} refused={refused.length} />
      {lines.length === 0 ? (
        <EmptyState icon="upload" title={t('field.core.outbox.empty')}>
          {t('field.core.outbox.empty-text')}
        </EmptyState>
      ) : (
        <>
          <Facts
            items={[
              { value: waiting.length, label: t('field.core.outbox.waiting') },
              { value: refused.length, label: t('field.core.outbox.refused') },
              { value: done.length, label: t('field.core.state.done') },
            ]}
          />
          <div class="actions fa-outbox-acts">
            <Button
              icon="upload"
              disabled={waiting.length === 0 || sender.state.state === 'sending'}
              onClick={() => sender.now()}
            >
              {t('field.core.outbox.send')}
            </Button>
            <Button
              look="ghost"
              icon="download"
              disabled={saving || waiting.length + refused.length === 0}
              onClick={() => void save()}
            >
              {t(saving ? 'field.core.busy' : 'field.core.outbox.save')}
            </Button>
          </div>
          <p class="hint">{t('field.core.outbox.save-hint')}</p>
          {meetings.map((id) => (
            <Meeting
              key={id}
              name={names.get(id) ?? t('field.core.outbox.unknown-meeting')}
              lines={lines.filter((line) => line.meeting === id)}
              again={(list) => void again(list)}
            />
          ))}
        </>
      )}
    </Page>
  );
}

function State({
  sending,
  waiting,
  refused,
}: {
  sending: Sending;
  waiting: number;
  refused: number;
}): VNode | null {
  const { t, online } = useApp();
  if (sending.state === 'stopped') {
    return (
      <Notice tone="bad" live title={t(`field.core.outbox.${sending.code}`)}>
        {t('field.core.outbox.stopped-text')}
      </Notice>
    );
  }
  if (refused > 0) {
    return (
      <Notice tone="warn" title={t('field.core.outbox.look', { count: refused })}>
        {t('field.core.outbox.look-text')}
      </Notice>
    );
  }
  if (waiting === 0) return null;
  if (sending.state === 'sending') {
    return (
      <Notice tone="info" live title={t('field.core.outbox.sending')}>
        {t('field.core.outbox.sending-text')}
      </Notice>
    );
  }
  if (!online || (sending.state === 'pause' && /^(offline|slow)$/.test(sending.why))) {
    return (
      <Notice tone="info" title={t('field.core.outbox.no-line')}>
        {t('field.core.outbox.no-line-text')}
      </Notice>
    );
  }
  return sending.state === 'pause' ? (
    <Notice tone="info" title={t('field.core.outbox.pause')}>
      {sending.error ? notKept(t, 'field.core.not-kept', sending.error) : t('field.core.outbox.pause-text')}
    </Notice>
  ) : null;
}

function Meeting(props: {
  name: string;
  lines: readonly OutboxLine[];
  again: (lines: readonly OutboxLine[]) => void;
}): VNode {
  const { t } = useApp();
  const left = props.lines.filter((line) => line.state !== 'done');
  const done = props.lines.filter((line) => line.state === 'done');
  const refused = left.filter((line) => line.state === 'refused');
  return (
    <section class="card fa-box">
      <div class="card-head">
        <h2>{props.name}</h2>
        {left.length === 0 ? (
          <Tag tone="ok">{t('field.core.tag.sent')}</Tag>
        ) : (
          <Tag tone="warn">{t('field.core.tag.waiting', { count: left.length })}</Tag>
        )}
      </div>
      {refused.length > 1 && (
        <Button look="ghost" small onClick={() => props.again(refused)}>
          {t('field.core.outbox.all-again')}
        </Button>
      )}
      {left.length > 0 && <Lines lines={left} again={props.again} />}
      {done.length > 0 && (
        <Fold title={t('field.core.outbox.done-list', { count: done.length })}>
          <Lines lines={done} again={props.again} />
        </Fold>
      )}
    </section>
  );
}

function Lines({
  lines,
  again,
}: {
  lines: readonly OutboxLine[];
  again: (lines: readonly OutboxLine[]) => void;
}): VNode {
  const { t, fmt } = useApp();
  return (
    <ul class="kit-list kit-rows">
      {lines.map((line) => (
        <li key={line.seq}>
          <span class="kit-name">
            <b>{t(`field.core.kind.${line.kind}`)}</b>
            <small>
              {fmt.dateTime(line.madeAt)} · {fmt.fileSize(line.size)}
              {line.tries > 0 &&
                line.state !== 'done' &&
                ` · ${t('field.core.outbox.tries', { count: line.tries })}`}
            </small>
            {line.note && <small class="fa-why">{noteText(t, line.note)}</small>}
          </span>
          {line.state === 'done' ? (
            <Tag tone="ok">{t('field.core.state.done')}</Tag>
          ) : line.state === 'waiting' ? (
            <Tag>{t('field.core.state.waiting')}</Tag>
          ) : (
            <>
              <Tag tone="bad">{t('field.core.state.refused')}</Tag>
              <Button
                look="ghost"
                small
                label={`${t('field.core.outbox.again')}: ${t(`field.core.kind.${line.kind}`)}`}
                onClick={() => again([line])}
              >
                {t('field.core.outbox.again')}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

type T = ReturnType<typeof useApp>['t'];

function noteText(t: T, note: NonNullable<OutboxLine['note']>): string {
  const own = `field.core.refused.${note.code}`;
  // What the device must do about it is known here better than at the office.
  if (t.has(own)) return t(own);
  return note.message ?? t('field.core.reply.other', { code: note.code });
}

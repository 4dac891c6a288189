import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hrefFor, LANGS, type Lang } from '../../../platform/i18n/lang.ts';
import { Card, Notice, Pairs } from '../../../platform/ui/surfaces.tsx';
import { useApp } from '../core/app-context.ts';
import { PinField, useNewPin } from '../core/pin-fields.tsx';
import { saveUnsent } from '../core/save-file.ts';
import { useOutbox, useSession } from '../core/session.ts';
import { askToPersist, space, type Space } from '../core/storage.ts';
import { notKept } from '../core/store-words.ts';
import { languages, Page } from '../core/top.tsx';
import { lookForUpdate, watchUpdates, worksOffline } from '../core/updates.ts';
import { useWatched } from '../core/watched.ts';
import { Button } from '../kit/button.tsx';
import { Form } from '../kit/form.tsx';

type Props = { version: string; lock: () => Promise<boolean>; speak: (lang: Lang) => Promise<void> };

/** Language, PIN, what lies on this device. */
export default function Settings({ version, lock, speak }: Props): VNode {
  const { t, fmt, lang, toast, now, online } = useApp();
  const session = useSession();
  const [found, setFound] = useState<Space>();
  const [looking, setLooking] = useState(false);
  useWatched(watchUpdates);
  useEffect(() => void space().then(setFound), []);
  const { account, municipality } = session.identity;
  return (
    <Page title={t('field.core.nav.settings')} at="settings" lock={lock} who={account.name}>
      <div class="stack">
        <Card title={t('field.core.language')}>
          <div class="choices inline">
            {LANGS.map((one) => (
              <label key={one} class="choice">
                <input
                  type="radio"
                  name="lang"
                  checked={one === lang}
                  onChange={() => void speak(one).catch(() => toast(t('field.core.not-loaded')))}
                />
                <span lang={one}>{languages[one]}</span>
              </label>
            ))}
          </div>
        </Card>
        {/* A page of the server, which is no part of what lies on the device: without it there is no link. */}
        {online && (
          <p>
            <a href={hrefFor(lang)('/manual/facilitators/app')} target="_blank" rel="noopener">
              {t('field.core.settings.manual')}
            </a>
          </p>
        )}
        <PinCard />
        <Card title={t('field.core.settings.device')}>
          <Pairs
            items={[
              { label: t('field.core.settings.who'), value: account.name },
              { label: t('field.core.settings.where'), value: municipality.name },
              {
                label: t('field.core.settings.offline'),
                value: t(
                  worksOffline() ? 'field.core.settings.offline-yes' : 'field.core.settings.offline-no',
                ),
              },
              {
                label: t('field.core.settings.space'),
                value: found
                  ? t('field.core.settings.space-of', {
                      used: fmt.fileSize(found.used),
                      left: fmt.fileSize(found.left),
                    })
                  : '–',
              },
              {
                label: t('field.core.settings.kept'),
                value: t(found?.persistent ? 'field.core.settings.kept-yes' : 'field.core.settings.kept-no'),
              },
              { label: t('field.core.settings.time'), value: fmt.dateTime(now()) },
              { label: t('field.core.settings.version'), value: <span class="num">{version}</span> },
            ]}
          />
          <div class="actions">
            {found && !found.persistent && (
              <Button
                look="ghost"
                small
                onClick={() =>
                  void askToPersist().then(async (given) => {
                    setFound(await space());
                    if (!given) toast(t('field.core.settings.kept-refused'));
                  })
                }
              >
                {t('field.core.settings.keep')}
              </Button>
            )}
            <Button
              look="ghost"
              small
              disabled={looking}
              onClick={() => {
                setLooking(true);
                void lookForUpdate()
                  .then((found) => toast(t(`field.core.settings.look-${found}`)))
                  .finally(() => setLooking(false));
              }}
            >
              {t(looking ? 'field.core.busy' : 'field.core.settings.look')}
            </Button>
          </div>
        </Card>
        <RemoveCard version={version} lock={lock} />
      </div>
    </Page>
  );
}

function PinCard(): VNode {
  const { t, toast } = useApp();
  const session = useSession();
  const [old, setOld] = useState('');
  const [wrong, setWrong] = useState<string>();
  const newPin = useNewPin();
  const change = async () => {
    setWrong(undefined);
    if (!newPin.check()) return;
    try {
      const result = await session.vault.changePin(old, newPin.pin);
      if (result === 'done') {
        newPin.clear();
        toast(t('field.core.settings.pin-done'));
      } else setWrong(t(result === 'wait' ? 'field.core.start.wait-text' : 'field.core.pin.not-it'));
    } catch (error) {
      toast(notKept(t, 'field.core.not-kept', error));
    } finally {
      setOld('');
    }
  };
  return (
    <Card title={t('field.core.settings.pin')}>
      <Form look="ghost" submit={t('field.core.settings.pin')} ready={old.length >= 6} onDo={change}>
        <PinField label={t('field.core.pin.old')} value={old} change={setOld} error={wrong} />
        {newPin.fields}
      </Form>
    </Card>
  );
}

/** Removing oneself: free when all was sent; else only after a file was saved and the name of the act was pressed. */
function RemoveCard({ version, lock }: { version: string; lock: () => Promise<boolean> }): VNode {
  const { t, confirm, toast } = useApp();
  const session = useSession();
  const sending = useOutbox();
  const [saved, setSaved] = useState(false);
  const unsent = (sending?.outbox.lines ?? []).filter((line) => line.state !== 'done').length;
  const { vault } = session;
  const remove = async () => {
    const question = unsent > 0 ? 'field.core.remove.ask-unsent' : 'field.core.remove.ask';
    if (!(await confirm(t(question, { count: unsent, name: vault.person.name }), t('field.core.remove.do'))))
      return;
    // Closing puts what was just typed into the outbox: then there is something unsent, and it is said.
    if (!(await lock())) return toast(t('field.core.lock-failed'));
    const left = session.outbox.lines.filter((line) => line.state !== 'done').length;
    if (left > unsent) return toast(t('field.core.remove.unsent', { count: left }));
    await vault.destroy();
    location.hash = '/';
    location.reload();
  };
  const save = async () => {
    try {
      if (await saveUnsent(session, version)) setSaved(true);
    } catch {
      toast(t('field.core.outbox.not-saved'));
    }
  };
  useEffect(() => void session.meeting?.flush().catch(() => undefined), []);
  return (
    <Card title={t('field.core.remove.title')}>
      <p>{t('field.core.remove.text')}</p>
      {unsent > 0 && (
        <Notice tone="warn" title={t('field.core.remove.unsent', { count: unsent })}>
          {t('field.core.remove.unsent-text')}
        </Notice>
      )}
      <div class="actions">
        {unsent > 0 && (
          <Button look="ghost" onClick={() => void save()}>
            {t('field.core.outbox.save')}
          </Button>
        )}
        <Button look="danger" disabled={unsent > 0 && !saved} onClick={() => void remove()}>
          {t('field.core.remove.do')}
        </Button>
      </div>
    </Card>
  );
}

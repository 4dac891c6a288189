import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { readCode } from '../../rules/device-code.ts';
import { ask } from '../core/api.ts';
import { useApp } from '../core/app-context.ts';
import { HomeScreenFirst } from '../core/home-screen-first.tsx';
import { askFor } from '../core/owner.ts';
import { passWait, peopleHere, personHere, type Person } from '../core/people.ts';
import { PinField, TextLine, useNewPin } from '../core/pin-fields.tsx';
import { replyText } from '../core/replies.ts';
import { noStore } from '../core/store-words.ts';
import { StartTop } from '../core/top.tsx';
import { Vault } from '../core/vault.ts';
import { Button } from '../kit/button.tsx';
import { Form } from '../kit/form.tsx';

export type EnterProps = {
  /** Takes the store of somebody whose PIN was right; `elsewhere` when another window works in it. */
  enter: (vault: Vault, next?: string) => Promise<'elsewhere' | undefined>;
  speak: (lang: Lang) => Promise<void>;
};

/** Who is at work on this device? */
export default function Start(props: EnterProps & { lastPerson: string | undefined }): VNode {
  const { t } = useApp();
  const [people, setPeople] = useState<readonly Person[]>();
  const [problem, setProblem] = useState<unknown>();
  const [chosen, setChosen] = useState<string | undefined>(props.lastPerson);
  const read = () => {
    setProblem(undefined);
    peopleHere().then((list) => {
      setPeople(list);
      const [only, ...others] = list;
      if (only && others.length === 0) setChosen(only.id);
    }, setProblem);
  };
  useEffect(read, []);
  const shut = problem === undefined ? undefined : noStore(t, problem);
  const person = people?.find((one) => one.id === chosen);
  return (
    <>
      <StartTop speak={props.speak} />
      <main class="fa-start">
        {!globalThis.isSecureContext ? (
          <Notice tone="bad" title={t('field.core.start.no-store')}>
            {t('field.core.start.insecure')}
          </Notice>
        ) : shut ? (
          <Notice
            tone="bad"
            title={shut.title}
            actions={<Button onClick={read}>{t('field.core.try-again')}</Button>}
          >
            {shut.text}
          </Notice>
        ) : !people ? (
          <p class="fa-loading">{t('field.core.loading')}</p>
        ) : people.length === 0 ? (
          <Welcome />
        ) : person ? (
          <Unlock
            key={person.id}
            person={person}
            back={people.length > 1 ? () => setChosen(undefined) : undefined}
            {...props}
          />
        ) : (
          <Who people={people} choose={setChosen} />
        )}
      </main>
    </>
  );
}

function Welcome(): VNode {
  const { t } = useApp();
  return (
    <section class="fa-sheet">
      <h1>{t('field.core.start.welcome')}</h1>
      <p class="lead">{t('field.core.start.welcome-text')}</p>
      <HomeScreenFirst />
      <Button after="arrow" href="#/prepare">
        {t('field.core.start.prepare')}
      </Button>
      <ol class="kit-list fa-steps">
        <li>{t('field.core.start.step-1')}</li>
        <li>{t('field.core.start.step-2')}</li>
        <li>{t('field.core.start.step-3')}</li>
      </ol>
    </section>
  );
}

function Who({ people, choose }: { people: readonly Person[]; choose: (id: string) => void }): VNode {
  const { t } = useApp();
  return (
    <section class="fa-sheet">
      <h1>{t('field.core.start.who')}</h1>
      <ul class="kit-list fa-people">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => choose(person.id)}>
              <span class="fa-face" aria-hidden="true">
                {[...person.name][0]}
              </span>
              <span class="kit-name">
                <b>{person.name}</b>
                <small>{person.municipality.name}</small>
              </span>
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
      <p>
        <a href="#/prepare">{t('field.core.start.new-person')}</a>
      </p>
    </section>
  );
}

type UnlockProps = EnterProps & { person: Person; back: (() => void) | undefined };

function Unlock({ person, back, enter }: UnlockProps): VNode {
  const { t } = useApp();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [wait, setWait] = useState(person.wait);
  const [elsewhere, setElsewhere] = useState<Vault>();
  const [forgot, setForgot] = useState(false);
  useEffect(() => {
    // While the PIN is typed, what comes after it is got ready.
    void import('../core/session.ts');
    void import('../core/inside.tsx');
  }, []);
  useWait(person.id, wait, setWait);

  const go = async (vault: Vault) => {
    setElsewhere((await enter(vault)) === 'elsewhere' ? vault : undefined);
  };
  const open = async () => {
    if (busy || pin.length === 0 || wait > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      const opened = await Vault.open(person.id, pin);
      if (opened.ok) return await go(opened.vault);
      const now = await personHere(person.id);
      setWait(now?.wait ?? 0);
      if (opened.code === 'wrong-pin')
        setError(
          (now?.wait ?? 0) > 0 ? undefined : t('field.core.pin.wrong', { count: 5 - (now?.wrong ?? 0) }),
        );
    } catch (problem) {
      setError(noStore(t, problem).text);
    } finally {
      setPin('');
      setBusy(false);
    }
  };
  const press = (key: string) => {
    setPin((before) => (key === '<' ? before.slice(0, -1) : (before + key).slice(0, 12)));
  };

  // A PIN that was set anew while another window is open: that is said here, with the way to use this one.
  if (forgot && !elsewhere) return <Forgot person={person} go={go} back={() => setForgot(false)} />;
  return (
    <section class="fa-sheet fa-unlock">
      {back && (
        <button type="button" class="linklike" onClick={back}>
          {t('field.core.start.others')}
        </button>
      )}
      <h1>{person.name}</h1>
      <p class="fa-quiet">{person.municipality.name}</p>
      {elsewhere ? (
        <Notice
          live
          tone="warn"
          title={t('field.core.start.elsewhere')}
          actions={
            <Button
              onClick={() => {
                askFor(person.id);
                // The other window keeps what is open first.
                setTimeout(() => void go(elsewhere), 1500);
              }}
            >
              {t('field.core.start.use-here')}
            </Button>
          }
        >
          {t('field.core.start.elsewhere-text')}
        </Notice>
      ) : wait > 0 ? (
        <Notice live tone="warn" title={t('field.core.start.wait', { time: clock(wait) })}>
          {t('field.core.start.wait-text')}
        </Notice>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <PinField
            label={t('field.core.pin.yours')}
            value={pin}
            change={setPin}
            error={error}
            autofocus={!matchMedia('(pointer: coarse)').matches}
          />
          <div class="fa-pad" role="group" aria-label={t('field.core.pin.pad')}>
            {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => (
              <button key={key} type="button" disabled={busy} onClick={() => press(key)}>
                {key}
              </button>
            ))}
            <button
              type="button"
              disabled={busy}
              aria-label={t('field.core.pin.erase')}
              onClick={() => press('<')}
            >
              <Icon name="back" size={24} />
            </button>
            <button type="button" disabled={busy} onClick={() => press('0')}>
              0
            </button>
            <button
              type="submit"
              class="go"
              disabled={busy || pin.length < 6}
              aria-label={t('field.core.start.open')}
            >
              {busy ? <span class="fa-busy" /> : <Icon name="check" size={26} />}
            </button>
          </div>
        </form>
      )}
      <div class="fa-ways">
        <button type="button" class="linklike" onClick={() => setForgot(true)}>
          {t('field.core.start.forgot')}
        </button>
        <a href="#/prepare">{t('field.core.start.new-person')}</a>
      </div>
    </section>
  );
}

/** Minutes and seconds, «4:05». */
function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * The wait passes only by the clock that nobody can set (time since the browser started), while this screen is open.
 */
function useWait(id: string, wait: number, show: (left: number) => void): void {
  const waiting = wait > 0;
  useEffect(() => {
    if (!waiting) return undefined;
    let left = wait;
    let before = performance.now();
    let unkept = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      left = Math.max(0, left - (now - before));
      unkept += now - before;
      before = now;
      show(left);
      if (unkept < 2000 && left > 0) return;
      void passWait(id, unkept).catch(() => undefined);
      unkept = 0;
    }, 500);
    return () => clearInterval(timer);
  }, [waiting]);
}

function Forgot(props: { person: Person; go: (vault: Vault) => Promise<void>; back: () => void }): VNode {
  const { t, lang } = useApp();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string>();
  const newPin = useNewPin();
  const send = async () => {
    const good = newPin.check();
    const read = readCode(code);
    setWrong(read ? undefined : t('field.core.prepare.code-wrong'));
    if (!read || !good) return;
    try {
      const body = JSON.stringify({ code: read, deviceId: props.person.deviceId });
      const reply = await ask<{ recoveryKey: string }>(`/field/api/recover?lang=${lang}`, { body });
      if (!reply.ok) return setWrong(replyText(t, reply));
      const vault = await Vault.recover(props.person, reply.value.recoveryKey, newPin.pin);
      if (!vault) return setWrong(t('field.core.start.other-key'));
      await props.go(vault);
    } catch (problem) {
      setWrong(noStore(t, problem).text);
    }
  };
  return (
    <section class="fa-sheet">
      <h1>{t('field.core.start.forgot-title')}</h1>
      <p>{t('field.core.start.forgot-text')}</p>
      <Form
        submit={t('field.core.start.set-pin')}
        onDo={send}
        beside={
          <Button look="plain" onClick={props.back}>
            {t('field.core.cancel')}
          </Button>
        }
      >
        <TextLine code label={t('field.core.prepare.code')} value={code} change={setCode} error={wrong} />
        {newPin.fields}
      </Form>
    </section>
  );
}

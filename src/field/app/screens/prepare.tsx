import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { readCode, showCode } from '../../rules/device-code.ts';
import type { DeviceAnswer } from '../../rules/items.ts';
import { ask } from '../core/api.ts';
import { useApp } from '../core/app-context.ts';
import { HomeScreenFirst } from '../core/home-screen-first.tsx';
import { personHere, tryStore, type Person } from '../core/people.ts';
import { PinField, TextLine, useNewPin } from '../core/pin-fields.tsx';
import { replyText } from '../core/replies.ts';
import { askToPersist } from '../core/storage.ts';
import { noStore, notKept } from '../core/store-words.ts';
import { StartTop } from '../core/top.tsx';
import { Vault } from '../core/vault.ts';
import type { EnterProps } from './start.tsx';
import { Form } from '../kit/form.tsx';

/** What kind of device this is, as the office will see it until the person names it. */
function kindOfDevice(): 'phone' | 'tablet' | 'laptop' {
  const agent = navigator.userAgent;
  if (/ipad|tablet/i.test(agent) || (/android/i.test(agent) && !/mobile/i.test(agent))) return 'tablet';
  return /mobi|iphone/i.test(agent) ? 'phone' : 'laptop';
}

/** Makes this device one on which a person works without a network. */
export default function Prepare(props: EnterProps & { code: string }): VNode {
  const { t, lang, online } = useApp();
  const [code, setCode] = useState('');
  const [label, setLabel] = useState(() => t(`field.core.device.${kindOfDevice()}`));
  const newPin = useNewPin();
  const [errors, setErrors] = useState<{ code?: string; old?: string }>({});
  /** The office has answered, but the person stands on this device already with a PIN of their own. */
  const [known, setKnown] = useState<{ answer: DeviceAnswer; person: Person }>();
  const [old, setOld] = useState('');
  /** Why this window keeps nothing; the code is not sent then, for it can be used only once. */
  const [shut, setShut] = useState<ReturnType<typeof noStore>>();
  /** What the office answered to which code: should the device fail to keep it, the same code can be tried again. */
  const answered = useRef<{ code: string; answer: DeviceAnswer }>(undefined);

  useEffect(() => {
    const given = readCode(props.code);
    if (!given) return;
    setCode(showCode(given));
    // The code must not stay in the browser's history.
    history.replaceState(null, '', `${location.pathname}#/prepare`);
  }, [props.code]);
  useEffect(() => {
    void import('../core/session.ts');
    void storeIsThere();
  }, []);

  const storeIsThere = async (): Promise<boolean> => {
    try {
      await tryStore();
      setShut(undefined);
      return true;
    } catch (error) {
      console.error(error);
      setShut(noStore(t, error));
      return false;
    }
  };
  const settle = async (answer: DeviceAnswer, make: () => Promise<Vault | undefined>) => {
    const vault = await make();
    if (!vault) return false;
    answered.current = undefined;
    void askToPersist();
    if ((await props.enter(vault, '/meetings')) === 'elsewhere') {
      setErrors({ code: t('field.core.start.elsewhere') });
      location.hash = '/';
    }
    return true;
  };

  const answerTo = async (read: string): Promise<DeviceAnswer | undefined> => {
    if (answered.current?.code === read) return answered.current.answer;
    const body = JSON.stringify({ code: read, label: label.trim().slice(0, 80) });
    const reply = await ask<DeviceAnswer>(`/field/api/devices?lang=${lang}`, { body });
    if (!reply.ok) {
      setErrors({ code: replyText(t, reply) });
      return undefined;
    }
    answered.current = { code: read, answer: reply.value };
    return reply.value;
  };

  const send = async () => {
    const good = newPin.check();
    const read = readCode(code);
    setErrors(read ? {} : { code: t('field.core.prepare.code-wrong') });
    if (!read || !good) return;
    const { pin } = newPin;
    try {
      if (!(await storeIsThere())) return;
      const answer = await answerTo(read);
      if (!answer) return;
      const person = await personHere(`${answer.municipality.id}.${answer.account.id}`);
      if (!person) await settle(answer, () => Vault.create(answer, pin, lang));
      else if (!(await settle(answer, () => Vault.renew(person, answer, pin, lang))))
        setKnown({ answer, person });
    } catch (error) {
      console.error(error);
      setErrors({ code: notKept(t, 'field.core.prepare.not-kept', error) });
    }
  };
  const sendOld = async () => {
    if (!known) return;
    try {
      if (!(await settle(known.answer, () => Vault.renew(known.person, known.answer, old, lang))))
        setErrors({ old: t('field.core.pin.not-it') });
    } catch (error) {
      setErrors({ old: notKept(t, 'field.core.prepare.not-kept', error) });
    } finally {
      setOld('');
    }
  };

  return (
    <>
      <StartTop speak={props.speak} />
      <main class="fa-start">
        <section class="fa-sheet">
          <p>
            <a class="fa-back" href="#/">
              <Icon name="back" size={18} />
              {t('field.core.back')}
            </a>
          </p>
          <h1>{t('field.core.prepare.title')}</h1>
          {!globalThis.isSecureContext ? (
            <Notice tone="bad" title={t('field.core.start.no-store')}>
              {t('field.core.start.insecure')}
            </Notice>
          ) : known ? (
            <Form submit={t('field.core.prepare.submit')} ready={old.length >= 6} onDo={sendOld}>
              <Notice live tone="info" title={t('field.core.prepare.known', { name: known.person.name })}>
                {t('field.core.prepare.known-text')}
              </Notice>
              <PinField label={t('field.core.pin.old')} value={old} change={setOld} error={errors.old} />
            </Form>
          ) : (
            <Form
              submit={t('field.core.prepare.submit')}
              onDo={send}
              beside={<p class="hint">{t('field.core.prepare.pin-limits')}</p>}
            >
              {shut && (
                <Notice live tone="bad" title={shut.title}>
                  <p>{shut.text}</p>
                  <p>{t('field.core.prepare.code-unused')}</p>
                </Notice>
              )}
              <HomeScreenFirst />
              <p>{t('field.core.prepare.text')}</p>
              {!online && (
                <Notice tone="warn" title={t('field.core.offline')}>
                  {t('field.core.prepare.needs-line')}
                </Notice>
              )}
              <TextLine
                code
                label={t('field.core.prepare.code')}
                hint={t('field.core.prepare.code-hint')}
                value={code}
                change={setCode}
                error={errors.code}
              />
              <TextLine
                label={t('field.core.prepare.label')}
                hint={t('field.core.prepare.label-hint')}
                value={label}
                change={setLabel}
              />
              {newPin.fields}
            </Form>
          )}
        </section>
      </main>
    </>
  );
}

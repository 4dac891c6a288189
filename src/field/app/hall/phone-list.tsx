import type { VNode } from 'preact';
import type { HallPhone } from '../../../hall/rules/hall.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import type { HallHost } from './host.ts';
import { Button } from '../kit/button.tsx';
import { Note } from '../kit/note.tsx';
import { PhoneSums } from './phone-sums.tsx';

type Act = (work: () => Promise<void>) => Promise<void>;

/** The phones of the hall: those that wait first, each by the number its owner says aloud. */
export function PhoneList({ host, act }: { host: HallHost; act: Act }): VNode {
  const { t } = useApp();
  const { phones, strangersFlood } = host.phones;
  const waiting = phones.filter(({ state }) => state === 'waiting');
  const admitted = phones.filter(({ state }) => state === 'admitted');
  const refused = phones.filter(({ state }) => state === 'refused');
  // Those that came again are looked at one by one.
  const plain = waiting.filter(({ again, flooding }) => again === null && !flooding);
  return (
    <div class="hall-phones">
      <h2>{t('ui.phones')}</h2>
      <PhoneSums host={host} />
      {strangersFlood && (
        <Note tone="bad" icon="alert">
          {t('hall.host.flood.strangers')}
        </Note>
      )}
      {phones.length === 0 && <p class="hint">{t('hall.host.phones.none')}</p>}
      {plain.length > 1 && (
        <Button onClick={() => void act(() => host.admit(plain.map(({ id }) => id)))}>
          {t('hall.host.admit-all', { count: plain.length })}
        </Button>
      )}
      <ul class="kit-list kit-box hall-list">
        {[...waiting, ...admitted, ...refused].map((phone) => (
          <PhoneRow key={phone.id} phone={phone} host={host} act={act} />
        ))}
      </ul>
    </div>
  );
}

function PhoneRow({ phone, host, act }: { phone: HallPhone; host: HallHost; act: Act }): VNode {
  const { t, confirm } = useApp();
  const { info } = useMeeting();
  const { people } = useRecord('people');
  const { number, state, again, flooding, stickers } = phone;
  const tied = new Set(
    host.phones.phones.flatMap(({ id, personId }) =>
      id === phone.id || personId === null ? [] : [personId],
    ),
  );
  const forget = async () => {
    if (await confirm(t('hall.host.forget.ask', { number }), t('hall.host.forget')))
      await act(() => host.forget(phone.id));
  };
  return (
    <li class={`hall-phone ${state}`}>
      <p class="hall-number">
        <span class="hidden">{t('ui.field.phone')} </span>
        {number}
      </p>
      <div class="hall-about">
        <p>
          <b>{t(`hall.host.phone.${state}`)}</b>
          {phone.sex && <span> · {t(`hall.host.sex.${phone.sex}`)}</span>}
          {state === 'admitted' && (
            <span>
              {' · '}
              {t('hall.host.phone.sent', { count: stickers, most: info.stickersPerPerson })}
            </span>
          )}
        </p>
        {again !== null && (
          <Note still tone="warn" icon="alert">
            {t('hall.host.again', { number: again })}
          </Note>
        )}
        {flooding && (
          <Note still tone="warn" icon="alert">
            {t('hall.host.flood')}
          </Note>
        )}
        {state === 'admitted' && people.length > 0 && (
          <label class="hall-tie">
            {t('hall.host.tie')}{' '}
            <select
              class="kit-input"
              value={phone.personId ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                void act(() => host.tie(phone.id, value === '' ? null : value));
              }}
            >
              <option value="">{t('hall.host.tie.nobody')}</option>
              {people
                .filter(({ id }) => !tied.has(id))
                .map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.number}. {person.fullName}
                  </option>
                ))}
            </select>
          </label>
        )}
      </div>
      <div class="hall-do">
        {state !== 'admitted' && (
          <Button onClick={() => void act(() => host.admit([phone.id]))}>
            {t('hall.host.admit')}
            <span class="hidden"> {number}</span>
          </Button>
        )}
        {state !== 'refused' && (
          <Button look="ghost" onClick={() => void act(() => host.refuse([phone.id]))}>
            {t(state === 'waiting' ? 'hall.host.refuse' : 'hall.host.withdraw')}
            <span class="hidden"> {number}</span>
          </Button>
        )}
        {state === 'refused' && stickers === 0 && (
          <Button look="ghost" onClick={() => void forget()}>
            {t('hall.host.forget')}
            <span class="hidden"> {number}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

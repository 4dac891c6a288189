import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { LineField } from '../kit/line-field.tsx';

/**
 * The day the meeting is held and its place. The planned day is taken by itself when the device's clock agrees;
 * otherwise a person says which is right, because the clock of a phone may be wrong by a year.
 */
export function DayAndPlace(): VNode {
  const { t, fmt, now } = useApp();
  const { edit, info, role } = useMeeting();
  const record = useRecord();
  const id = useId();
  const today = todayInBishkek(now());
  const planned = info.plannedOn;
  const agrees = planned !== null && planned === today;
  const [choosing, setChoosing] = useState(false);

  useEffect(() => {
    if (role !== 'host') return;
    if (record.heldOn === null && agrees) edit.setMeta({ heldOn: planned });
    if (record.heldVenue === '' && info.venue !== '') edit.setMeta({ heldVenue: info.venue });
    // Only when the screen opens: a place that was emptied by hand stays empty.
  }, []);

  const say = (day: string) => {
    edit.setMeta({ heldOn: day });
    setChoosing(false);
  };
  const doubtful = record.heldOn === null || choosing;
  const [open, setOpen] = useState(false);
  // Known and agreed: one line, so that who comes is what one sees.
  if (!doubtful && !open && record.heldVenue.trim() !== '')
    return (
      <p class="kit-row run-day-line">
        <Icon name="calendar" />
        <span>
          <b>{fmt.date(record.heldOn ?? today)}</b>, {record.heldVenue}
        </span>
        <button type="button" class="linklike" onClick={() => setOpen(true)}>
          {t('ui.edit')}
          <span class="hidden">: {t('field.run.day-place')}</span>
        </button>
      </p>
    );
  return (
    <section class="card" aria-labelledby={`${id}-t`}>
      <h2 id={`${id}-t`}>{t('field.run.day-place')}</h2>
      {doubtful ? (
        <div class="run-day">
          <p>
            {planned !== null && !agrees
              ? t('field.run.day-differs', { planned: fmt.date(planned), today: fmt.date(today) })
              : t('field.run.day-which')}
          </p>
          <div class="kit-row">
            {planned !== null && (
              <button type="button" class="kit-pick" onClick={() => say(planned)}>
                <span>
                  {fmt.date(planned)}
                  <small>{t('field.run.day-planned')}</small>
                </span>
              </button>
            )}
            {today !== planned && (
              <button type="button" class="kit-pick" onClick={() => say(today)}>
                <span>
                  {fmt.date(today)}
                  <small>{t('field.run.day-clock')}</small>
                </span>
              </button>
            )}
          </div>
          <div class="field short">
            <label for={`${id}-d`}>{t('field.run.day-other')}</label>
            <input
              id={`${id}-d`}
              type="date"
              value={record.heldOn ?? ''}
              onChange={(event) => {
                if (/^\d{4}-\d{2}-\d{2}$/.test(event.currentTarget.value)) say(event.currentTarget.value);
              }}
            />
          </div>
        </div>
      ) : (
        <p class="kit-row">
          <Icon name="calendar" />
          <b>{fmt.date(record.heldOn ?? today)}</b>
          <button type="button" class="linklike" onClick={() => setChoosing(true)}>
            {t('ui.edit')}
            <span class="hidden">: {t('field.run.day')}</span>
          </button>
        </p>
      )}
      <LineField
        label={t('ui.field.place')}
        value={record.heldVenue}
        onValue={(heldVenue) => edit.setMeta({ heldVenue })}
      />
    </section>
  );
}

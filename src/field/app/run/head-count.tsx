import type { VNode } from 'preact';
import type { SessionRecord } from '../../../needs/rules/session-record.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Choice, Stepper } from './inputs.tsx';

type Counted = 'women' | 'men' | 'deputies' | 'executives' | 'guests';

/** Big − and + for counts of the meeting; further ones of the same look stand after them. */
export function HeadCount({ of, children }: { of: readonly Counted[]; children?: VNode }): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const record = useRecord();
  return (
    <div class="run-steppers">
      {of.map((name) => (
        <CountStepper
          key={name}
          label={t(`field.run.${name}`)}
          value={record[name]}
          onValue={(value) => edit.setMeta({ [name]: value })}
        />
      ))}
      {children}
    </div>
  );
}

/** A stepper with the app's words on its buttons. */
export function CountStepper(props: {
  label: string;
  value: number | null;
  onValue: (value: number) => void;
}): VNode {
  const { t } = useApp();
  return <Stepper {...props} words={{ more: t('field.run.more'), less: t('field.run.less') }} />;
}

/** People one by one, or only how many came. */
export function AttendanceChoice({
  onValue,
}: {
  onValue: (value: SessionRecord['attendance']) => void;
}): VNode {
  const { t } = useApp();
  const { attendance } = useRecord();
  return (
    <Choice
      label={t('field.run.attendance')}
      hideLabel
      value={attendance}
      options={[
        { value: 'list', label: t('field.run.attendance-list') },
        { value: 'counts', label: t('field.run.attendance-counts') },
      ]}
      onValue={(value) => {
        if (value !== null) onValue(value);
      }}
    />
  );
}

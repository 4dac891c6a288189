import type { VNode } from 'preact';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Stepper } from '../kit/stepper.tsx';

type Counted = 'women' | 'men' | 'deputies' | 'executives' | 'guests';

/** Big − and + for counts of the meeting; further ones of the same look stand after them. */
export function HeadCount({ of, children }: { of: readonly Counted[]; children?: VNode }): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const record = useRecord();
  return (
    <div class="run-steppers">
      {of.map((name) => (
        <Stepper
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

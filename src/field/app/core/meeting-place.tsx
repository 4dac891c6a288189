import { createElement, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../run/frame.tsx';
import Programme from '../run/programme.tsx';
import { resumeHall } from '../hall/resume.ts';
import { useApp } from './app-context.ts';
import type { MeetingHandle } from './handle.ts';
import { MeetingContext } from './hooks.ts';
import { lazy, type LazyPart } from './lazy.tsx';
import { useSession } from './session.ts';
import { isScreen, loadScreen, stepsOf, type ScreenName } from './steps.ts';
import { Button } from '../kit/button.tsx';

const known = new Map<ScreenName, LazyPart<object>>();
/** Milliseconds after the first step was shown until the others are got ready. */
const rest = 400;

function screenOf(name: ScreenName): LazyPart<object> {
  let screen = known.get(name);
  if (!screen) known.set(name, (screen = lazy<object>(() => loadScreen(name))));
  return screen;
}

/** A meeting that is open, at one of its steps; without one its programme. */
export function InMeeting({ handle, step }: { handle: MeetingHandle; step: string | undefined }): VNode {
  useEffect(() => {
    scrollTo(0, 0);
  }, [step]);
  useEffect(() => resumeHall(handle), [handle]);
  useEffect(() => {
    // One a turn: between two of them the browser answers fingers.
    const names = [...stepsOf(handle.info.meeting)];
    let timer = setTimeout(function next() {
      const name = names.shift();
      if (name === undefined) return;
      screenOf(name).prepare();
      timer = setTimeout(next, 20);
    }, rest);
    return () => clearTimeout(timer);
  }, [handle]);
  return (
    <MeetingContext.Provider value={handle}>
      {step !== undefined && isScreen(step) ? (
        <Frame step={step}>{createElement(screenOf(step), { key: step })}</Frame>
      ) : (
        <Programme />
      )}
    </MeetingContext.Provider>
  );
}

/** Opens the meeting of the address from the person's store. */
export default function MeetingPlace({ id, step }: { id: string; step: string | undefined }): VNode {
  const { t } = useApp();
  const session = useSession();
  const [handle, setHandle] = useState<MeetingHandle | undefined>(
    session.meeting?.id === id ? session.meeting : undefined,
  );
  const [problem, setProblem] = useState<'gone' | 'failed'>();
  useEffect(() => {
    if (handle?.id === id) return undefined;
    let here = true;
    setHandle(undefined);
    setProblem(undefined);
    session.open(id).then(
      (opened) => {
        if (!here) return;
        if (opened) setHandle(opened);
        else setProblem('gone');
      },
      (error: unknown) => {
        console.error(error);
        if (here) setProblem('failed');
      },
    );
    return () => {
      here = false;
    };
  }, [id]);
  if (handle?.id === id) return <InMeeting handle={handle} step={step} />;
  return problem ? (
    <div class="fa-page">
      <p role="alert">{t(problem === 'gone' ? 'field.core.meeting-gone' : 'field.core.meeting-failed')}</p>
      <Button href="#/meetings">{t('field.core.to-meetings')}</Button>
    </div>
  ) : (
    <p class="fa-loading">{t('field.core.loading')}</p>
  );
}

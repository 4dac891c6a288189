import type { TestProject } from 'vitest/node';
import { findEngines } from '../../scripts/engines.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the engines are that are to be tried; empty for one that is not wanted now. */
    engines: { readonly firefox: string; readonly webkit: string };
  }
}

/** Global setup of the walks in other engines: tells them where their browsers are. */
export default function setup(project: TestProject): void {
  const wanted = (process.env.ASHAR_ENGINES ?? '').split(',');
  const { found } = findEngines();
  project.provide('engines', {
    firefox: wanted.includes('firefox') ? (found.firefox ?? '') : '',
    webkit: wanted.includes('webkit') ? (found.webkit ?? '') : '',
  });
}

export { connectInspector } from '../shared/connect.js';
export type { Connection, ConnectOptions } from '../shared/connect.js';
export { Recorder } from '../shared/recorder.js';
export type { RecorderOptions } from '../shared/recorder.js';
export type { RunRecord } from '../shared/wire.js';
export { startInspector } from './startInspector.js';
export type { Inspector, InspectorOptions } from './startInspector.js';
export type { Limits } from './limits.js';
export type { Page } from './page.js';

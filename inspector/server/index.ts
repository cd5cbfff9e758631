export { connectInspector } from '../common/connect.js';
export type { Connection, ConnectOptions } from '../common/connect.js';
export { Recorder } from '../common/recorder.js';
export type { RecorderOptions } from '../common/recorder.js';
export type { RunRecord } from '../common/wire.js';
export { startInspector } from './startInspector.js';
export type { Inspector, InspectorOptions } from './startInspector.js';
export type { Limits } from './limits.js';
export type { Page } from './page.js';

export { writeRecord, writeTrace } from './write.js';

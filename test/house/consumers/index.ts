import * as condis from 'condis';

export const names = Object.keys(condis);

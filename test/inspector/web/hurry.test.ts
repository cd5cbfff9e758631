import { Hurry } from '../../../inspector/web/model/hurry.js';

jest.useFakeTimers();

const watched = () => {
  const onRest = jest.fn();
  return { hurry: new Hurry(onRest), onRest };
};

test('who goes to one place sees all of it; who drags sees it at the end', () => {
  const { hurry, onRest } = watched();
  hurry.moved(0);
  expect(hurry.isOn).toBe(false);
  for (let now = 16; now < 400; now += 16) hurry.moved(now);
  expect(hurry.isOn).toBe(true);
  jest.advanceTimersByTime(100);
  expect(hurry.isOn).toBe(false);
  expect(onRest).toHaveBeenCalledTimes(1);
});

test('while records stream in, all is drawn now and then', () => {
  const { hurry } = watched();
  const drawn: number[] = [];
  for (let now = 0; now < 1000; now += 20) {
    hurry.streamed(now);
    if (!hurry.isOn) drawn.push(now);
  }
  expect(drawn).toEqual([0, 400, 800]);
});

test('records that come while somebody drags change nothing', () => {
  const { hurry } = watched();
  for (let now = 0; now < 1000; now += 20) {
    hurry.moved(now);
    hurry.streamed(now + 10);
  }
  expect(hurry.isOn).toBe(true);
  hurry.rest();
  expect(hurry.isOn).toBe(false);
});

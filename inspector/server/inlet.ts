import type { AppSession } from './appSession.js';
import type { Member } from './joining.js';
import { parsed } from './pageSocket.js';
import { toldRecordIn } from './records.js';
import type { Speaker } from './socket.js';
import { isStately, StatelyReader } from './stately.js';
import type { RunRecord } from '../common/wire.js';

/** How many programs are remembered that have gone and may come back. */
const mostClients = 64;

/** Takes what other programs tell: one record a message, or a list of them, or what @statelyai/inspect says. */
export function inletTo(session: AppSession): Speaker {
  const known = new Map<string, Member>();
  const memberOf = (client: string | null): Member => {
    const member = (client === null ? undefined : known.get(client)) ?? session.join();
    if (client !== null) {
      known.delete(client);
      known.set(client, member);
      const [oldest] = known.keys();
      if (known.size > mostClients && oldest !== undefined) known.delete(oldest);
    }
    return member;
  };

  return (socket, query) => {
    const member = memberOf(query.get('client'));
    const reader = new StatelyReader();
    const tell = (actor: string, event: unknown): void => {
      socket.send(JSON.stringify({ kind: 'tell', actor, event }));
    };
    member.tell = tell;
    let bad = 0;
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? undefined : parsed(data);
      const values: readonly unknown[] = Array.isArray(message) ? message : [message];
      const records = values.flatMap((value): readonly RunRecord[] => {
        if (isStately(value)) return reader.read(value);
        const record = toldRecordIn(value);
        if (!record) bad += 1;
        return record ? [record] : [];
      });
      if (records.length > 0) session.add(member, records);
      if (bad > 0) {
        socket.send(JSON.stringify({ kind: 'passedOver', records: bad }));
        bad = 0;
      }
    });
    socket.on('close', () => {
      if (member.tell === tell) member.tell = undefined;
    });
  };
}

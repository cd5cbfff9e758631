import type { NdisStatus } from '../../protocol/status.js';
import type { BrokenDriver } from './broken.types.js';
import { Miniport } from './miniport.js';
import type { Channel } from './miniport.js';

class CompletesTwice extends Miniport {
  protected override completeSend(channel: Channel, nbl: readonly string[], status?: NdisStatus): void {
    super.completeSend(channel, nbl, status);
    super.completeSend(channel, nbl, status);
  }
}

class LosesSends extends Miniport {
  protected override finishSend(): void {
    return undefined;
  }
}

class CompletesOthersLists extends Miniport {
  protected override completeSend(channel: Channel, _nbl: readonly string[], status?: NdisStatus): void {
    super.completeSend(channel, ['nobody’s list'], status);
  }
}

class DeactivatesWithListsOut extends Miniport {
  protected override isDrained(): boolean {
    return true;
  }
}

class NeverEndsDeactivation extends Miniport {
  protected override completeDeactivation(): void {
    return undefined;
  }
}

class EndsDeactivationTwice extends Miniport {
  protected override completeDeactivation(channel: Channel): void {
    super.completeDeactivation(channel);
    super.completeDeactivation(channel);
  }
}

class EndsFinishedDeactivation extends Miniport {
  protected override deactivateVc(channel: Channel): NdisStatus {
    const status = super.deactivateVc(channel);
    if (status === 'NDIS_STATUS_SUCCESS') this.completeDeactivation(channel);
    return status;
  }
}

class EndsFinishedActivation extends Miniport {
  protected override activateVc(channel: Channel, parameters: string | undefined): NdisStatus {
    const status = super.activateVc(channel, parameters);
    if (status === 'NDIS_STATUS_SUCCESS') this.completeActivation(channel, status);
    return status;
  }
}

class NeverEndsActivation extends Miniport {
  protected override activateVc(channel: Channel): NdisStatus {
    channel.state = 'inactive';
    return 'NDIS_STATUS_PENDING';
  }
}

class PendsCreation extends Miniport {
  protected override createVc(vc: string): NdisStatus {
    super.createVc(vc);
    return 'NDIS_STATUS_PENDING';
  }
}

class PendsDeletion extends Miniport {
  protected override deleteVc(channel: Channel): NdisStatus {
    super.deleteVc(channel);
    return 'NDIS_STATUS_PENDING';
  }
}

class IndicatesTooEarly extends Miniport {
  protected override activateVc(channel: Channel, parameters: string | undefined): NdisStatus {
    if (channel.state === 'inactive') this.indicate(channel, 1);
    return super.activateVc(channel, parameters);
  }
}

class IndicatesTooLate extends Miniport {
  protected override deactivateVc(channel: Channel): NdisStatus {
    const status = super.deactivateVc(channel);
    this.indicate(channel, 1);
    return status;
  }
}

class IndicatesTheSameBuffer extends Miniport {
  protected override newBuffer(): string {
    return 'the buffer';
  }
}

/** Miniports with one fault each. */
export const brokenMiniports: readonly BrokenDriver[] = [
  {
    name: 'completesTwice',
    role: 'miniport',
    story: 'It completes each send twice',
    rule: 'SEND-07',
    create: () => new CompletesTwice(),
  },
  {
    name: 'losesSends',
    role: 'miniport',
    story: 'It never completes a send',
    rule: 'SEND-07',
    create: () => new LosesSends(),
  },
  {
    name: 'completesOthersLists',
    role: 'miniport',
    story: 'It completes a list that it was never given',
    rule: 'SEND-07',
    create: () => new CompletesOthersLists(),
  },
  {
    name: 'deactivatesWithListsOut',
    role: 'miniport',
    story: 'It deactivates at once, although its sends and its buffers are still out',
    rule: 'VC-DEACT-04',
    create: () => new DeactivatesWithListsOut(),
  },
  {
    name: 'neverEndsDeactivation',
    role: 'miniport',
    story: 'It pends a deactivation and forgets it',
    rule: 'VC-DEACT-07',
    create: () => new NeverEndsDeactivation(),
  },
  {
    name: 'endsDeactivationTwice',
    role: 'miniport',
    story: 'It completes a pended deactivation twice',
    rule: 'VC-DEACT-07',
    create: () => new EndsDeactivationTwice(),
  },
  {
    name: 'endsFinishedDeactivation',
    role: 'miniport',
    story: 'It completes a deactivation to which it answers SUCCESS',
    rule: 'ASYNC-03',
    create: () => new EndsFinishedDeactivation(),
  },
  {
    name: 'endsFinishedActivation',
    role: 'miniport',
    story: 'It completes an activation to which it answers SUCCESS',
    rule: 'ASYNC-03',
    create: () => new EndsFinishedActivation(),
  },
  {
    name: 'neverEndsActivation',
    role: 'miniport',
    story: 'It pends an activation and forgets it',
    rule: 'VC-ACT-07',
    create: () => new NeverEndsActivation(),
  },
  {
    name: 'pendsCreation',
    role: 'miniport',
    story: 'It answers PENDING in MiniportCoCreateVc',
    rule: 'VC-CREATE-08',
    create: () => new PendsCreation(),
  },
  {
    name: 'pendsDeletion',
    role: 'miniport',
    story: 'It answers PENDING in MiniportCoDeleteVc',
    rule: 'VC-DEL-07',
    create: () => new PendsDeletion(),
  },
  {
    name: 'indicatesTooEarly',
    role: 'miniport',
    story: 'It indicates on a VC that it is still activating',
    rule: 'RECV-01',
    create: () => new IndicatesTooEarly(),
  },
  {
    name: 'indicatesTooLate',
    role: 'miniport',
    story: 'It indicates on a VC that it is deactivating',
    rule: 'VC-DEACT-04',
    create: () => new IndicatesTooLate(),
  },
  {
    name: 'indicatesTheSameBuffer',
    role: 'miniport',
    story: 'It indicates a buffer that has not come back',
    rule: 'RECV-10',
    create: () => new IndicatesTheSameBuffer(),
  },
];

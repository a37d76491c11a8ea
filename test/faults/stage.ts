import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Sandbox, VendorName } from '../../sandbox';
import { selfSignedCertificate } from '../../sandbox/certificate';
import { startVendor } from '../../sandbox/server';
import { vendors } from '../../sandbox/vendors';
import type { Call, NodeContract } from '../../testkit/contract';
import type { StoredCredentials } from '../../testkit/credentials';
import type { FaultCase, Stage } from '../../testkit/faults';

export type Vendor = Sandbox['vendors'][VendorName];

const certificate = selfSignedCertificate();

/** Starts a vendor for one run alone. */
export async function startAlone(
	name: VendorName,
	{ untrusted }: Pick<FaultCase, 'untrusted'> = {},
): Promise<Vendor> {
	const vendor = vendors.find((candidate) => candidate.name === name);
	if (!vendor) throw new Error(`No vendor called ${name}`);
	const tls = untrusted ? { tls: certificate } : {};
	return (await startVendor(vendor, { host: '127.0.0.1', port: 0, ...tls })) as unknown as Vendor;
}

/** A host that only counts who calls it. */
export async function startStranger() {
	let calls = 0;
	const server = createServer((_request, response) => {
		calls += 1;
		response.end('{}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/elsewhere`,
		calls: () => calls,
		stop: () => server.close(),
	};
}

/** What a fault may change for one run. */
export interface Scene {
	vendor: Vendor;
	expire: NodeContract['expire'];
	/** What the user has typed. */
	credentials: StoredCredentials;
	/** The calls that the fault is about, and how many of them pass before it strikes. */
	target: Call;
	spared: number;
	elsewhere: string;
}

/** The means of faults, for one run. */
export function stageFor({ vendor, expire, credentials, target, spared, elsewhere }: Scene): Stage {
	const strike: Stage['strike'] = (fault, times = 2) => {
		vendor.faults.add({ when: { ...target, after: spared }, times, fault });
	};
	return {
		elsewhere,
		strike,
		moveTo(change) {
			for (const fields of Object.values(credentials)) {
				for (const [name, value] of Object.entries(fields)) {
					if (typeof value === 'string') fields[name] = value.replaceAll(vendor.url, change(vendor.url));
				}
			}
		},
		expireSession() {
			if (!expire) return strike({ kind: 'status', status: 401, body: '' }, 1);
			strike({ kind: 'delay', ms: 0 }, 1);
			const { faults } = vendor;
			const take = faults.take.bind(faults);
			faults.take = (request) => {
				const due = take(request);
				if (due) expire();
				return due;
			};
		},
	};
}

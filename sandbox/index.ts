import { selfSignedCertificate } from './certificate';
import { startOverview } from './overview';
import { startVendor } from './server';
import type { RunningVendor, VendorName } from './vendor';
import { type SettingsOf, type StateOf, vendors } from './vendors';

export type { FaultOrder, Fault } from './faults';
export type { FilePart, Held, Received } from './store';
export type { RunningVendor, VendorName } from './vendor';

export interface SandboxOptions {
	/** default: all */
	vendors?: VendorName[];
	/** default: any free port */
	ports?: Partial<Record<VendorName | 'overview', number>>;
	host?: string;
	/** the vendors speak https with a certificate of their own making; the overview stays http */
	tls?: boolean;
	/** the address of n8n's editor, to which the pages lead back */
	editor?: string;
	settings?: { [Name in VendorName]?: Partial<SettingsOf<Name>> };
}

export interface Sandbox {
	/** the vendors that were started; asking for another one throws */
	vendors: { [Name in VendorName]: RunningVendor<SettingsOf<Name>, StateOf<Name>> };
	overviewUrl: string;
	/** the certificate to trust, as PEM, when started with `tls` */
	certificate?: string;
	/** closes all servers and their connections */
	stop(): Promise<void>;
	/** forgets everything received and held, all faults and changed settings */
	reset(): void;
}

const NAMES: VendorName[] = ['genesys', 'callGear', 'haptik', 'expertflow', 'superOffice'];

/** Starts the vendors' servers and the overview page. Rejects, with nothing left running, when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { ports = {}, host = '127.0.0.1', settings = {} } = options;
	const tls = options.tls ? selfSignedCertificate() : undefined;
	const wanted = vendors.filter(({ name }) => options.vendors?.includes(name) ?? true);
	const running: RunningVendor[] = [];
	const stopVendors = async () => {
		await Promise.all(running.map(async (vendor) => await vendor.stop()));
	};
	let sandbox: Sandbox | undefined;
	try {
		for (const vendor of wanted) {
			const { name } = vendor;
			running.push(
				await startVendor(vendor, { host, port: ports[name] ?? 0, tls, settings: settings[name] }),
			);
		}
		const overview = await startOverview(running, {
			host,
			port: ports.overview ?? 0,
			editor: options.editor,
		});
		for (const { links } of running) Object.assign(links, { overview: overview.url, editor: options.editor });
		sandbox = {
			vendors: byName(running),
			overviewUrl: overview.url,
			certificate: tls?.cert,
			reset: () => running.forEach((vendor) => vendor.reset()),
			stop: async () => {
				await Promise.all([overview.app.close(), stopVendors()]);
			},
		};
		return sandbox;
	} finally {
		if (!sandbox) await stopVendors();
	}
}

function byName(running: RunningVendor[]): Sandbox['vendors'] {
	const vendorsByName = Object.fromEntries(running.map((vendor) => [vendor.name, vendor]));
	for (const name of NAMES.filter((missing) => !(missing in vendorsByName))) {
		Object.defineProperty(vendorsByName, name, {
			get: () => {
				throw new Error(`The sandbox was started without ${name}`);
			},
		});
	}
	return vendorsByName as Sandbox['vendors'];
}

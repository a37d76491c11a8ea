import type { NodeContract } from '../../testkit/contract';
import { type Entry, titleOf } from '../../testkit/contracts';
import type { CredentialInput } from '../runtime/rest';

import type { Chain } from './chain';
import type { EnduranceSession } from './start';

/** A node's contract, joined to the vendor and the n8n of a session. */
export interface Joined {
	title: string;
	/** The title as part of a webhook's address. */
	slug: string;
	vendor: EnduranceSession['vendors'][Entry['vendor']];
	contract: NodeContract;
	credentials: CredentialInput[];
	chain(path: string, onError: Chain['onError'], options?: object): Chain;
}

/** Joins a contract to a session: saves its credentials in n8n, and tells how to make chains of its node. */
export async function joinContract(
	{ rest, vendors }: Pick<EnduranceSession, 'rest' | 'vendors'>,
	entry: Entry,
): Promise<Joined> {
	const vendor = vendors[entry.vendor];
	const contract = entry.contract(() => vendor);
	const title = titleOf(entry);
	const credentials = Object.entries(contract.credentials()).map(([type, data]) => ({
		name: title,
		type,
		data,
	}));
	const saved: Chain['credentials'] = {};
	for (const credential of credentials) {
		saved[credential.type] = { id: await rest.saveCredential(credential), name: title };
	}
	const { node, parameters } = contract;
	return {
		title,
		slug: title.replace(/\W+/g, '-').replace(/-$/, ''),
		vendor,
		contract,
		credentials,
		chain: (path, onError, options = {}) => ({
			path,
			node,
			parameters: { ...parameters, options: { ...(parameters.options as object), ...options } },
			credentials: saved,
			onError,
		}),
	};
}

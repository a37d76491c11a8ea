import { z } from 'zod';

import { communicationsOf } from './communications';
import { spend } from './points';
import type { Rpc } from './rpc';
import { common, id, readParams } from './shape';

const shape = z
	.object({
		...common,
		communication_id: id.optional(),
		communication_ext_id: z.string().optional(),
		communication_type: z.enum(['chat', 'call', 'goal', 'offline_message']),
		tag_id: id,
	})
	.strict();

interface Tagging {
	communication_type: string;
	communication_id: number;
	tag_id: number;
}

function readTagging(rpc: Rpc): Tagging {
	const { communication_id, communication_ext_id, communication_type, tag_id } = readParams(rpc, shape);
	if (communication_id === undefined && communication_ext_id === undefined)
		rpc.refuse('required_parameter_missed', { field: 'communication_id' });
	// The external ID is ignored where both are given
	const found = communicationsOf(rpc.world, communication_type).find((row) =>
		communication_id === undefined
			? row.ext_id === communication_ext_id
			: row.communication_id === communication_id,
	);
	if (!found) {
		const [field, value] =
			communication_id === undefined
				? ['communication_ext_id', communication_ext_id]
				: ['communication_id', communication_id];
		return rpc.refuse('entity_not_found', { field: String(field), value });
	}
	if (!rpc.world.state.tags.some((tag) => tag.id === tag_id))
		rpc.refuse('entity_not_found', { field: 'tag_id', value: tag_id });
	return { communication_type, communication_id: found.communication_id as number, tag_id };
}

function has({ world }: Rpc, tagging: Tagging): boolean {
	return world.store
		.held('tag')
		.some(({ fact }) => Object.entries(tagging).every(([key, value]) => fact[key] === value));
}

/** https://callgear.github.io/data_api/tag/set_tag_communications/ */
export function setTag(rpc: Rpc) {
	const tagging = readTagging(rpc);
	if (has(rpc, tagging)) {
		if (rpc.world.settings.idleTag === 'refused')
			rpc.refuse('duplicate_entity', { field: 'tag_id', value: tagging.tag_id });
	} else rpc.world.store.hold('tag', tagging);
	spend(rpc.world, 1);
	return {};
}

/** https://callgear.github.io/data_api/tag/unset_tag_communications/ */
export function unsetTag(rpc: Rpc) {
	const tagging = readTagging(rpc);
	if (!has(rpc, tagging) && rpc.world.settings.idleTag === 'refused')
		rpc.refuse('entity_not_found', { field: 'tag_id', value: tagging.tag_id });
	rpc.world.store.release('tag', (fact) =>
		Object.entries(tagging).every(([key, value]) => fact[key] === value),
	);
	spend(rpc.world, 1);
	return {};
}

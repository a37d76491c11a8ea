import { z } from 'zod';

import { communicationsOf } from './communications';
import { spend } from './points';
import type { Rpc } from './rpc';
import { common, id, readParams } from './shape';

const shape = z
	.object({
		...common,
		communication_id: id,
		communication_type: z.enum(['call', 'offline_message', 'chat', 'email']),
		comment: z.string().min(1),
	})
	.strict();

/** https://callgear.github.io/data_api/report_new/flat/create_communication_comment/ */
export function commentOn(rpc: Rpc) {
	const { communication_id, communication_type, comment } = readParams(rpc, shape);
	const known = communication_type === 'email' ? [] : communicationsOf(rpc.world, communication_type);
	if (!known.some((row) => row.communication_id === communication_id))
		rpc.refuse('entity_not_found', { field: 'communication_id', value: communication_id });
	rpc.world.store.hold('comment', { communication_id, communication_type, comment });
	spend(rpc.world, 1);
	return { success: rpc.world.settings.deleteAnswer };
}

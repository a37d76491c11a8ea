import { sumBy, uniq } from 'lodash';
import { z } from 'zod';

import { Failure } from '../../engine/errors';
import { given } from '../../engine/given';
import type { Waited } from '../../engine/limiter';
import { inShape, INVALID_PARAMS, Refusal, unexpectedAnswer } from '../answers';
import { type Call, call } from '../api';
import { meaningOf } from '../meanings';
import type { UploadId } from './deliver';
import type { Kind } from './kind';
import type { Ready } from './ready';

/** Documented as a number; taken as text as well, of which one that is too large for a number stays. */
const uploadId = z
	.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,30}$/)])
	.transform((id) => (Number.isSafeInteger(Number(id)) ? Number(id) : String(id)));

const readIds = inShape(z.object({ data: z.array(z.object({ id: uploadId })) }));

/**
 * Uploads a batch, of which CallGear takes all or nothing.
 *
 * @param batch what goes to one account and customer
 * @returns the ids in the order of the batch
 * @throws Refusal when something in the batch was wrong, another Failure when the account itself was refused, or when nobody can tell
 */
export async function upload(kind: Kind, batch: Ready[], waited: Waited): Promise<UploadId[]> {
	const [{ account, userId }] = batch;
	const params = given({ user_id: userId, [kind.list]: batch.map(({ body }) => body) });
	const bytes = sumBy(batch, 'bytes');
	const rpc: Call = { method: kind.method, params, effect: 'writes', bytes, hints: kind.hints };
	const sender = { ...account, options: { ...account.options, waited } };
	const { data } = await call(sender, rpc, readIds).catch(ofBatch);
	const ids = data.map(({ id }) => id);
	if (ids.length === batch.length && uniq(ids).length === batch.length) return ids;
	throw unexpectedAnswer().with({
		message: `CallGear gave ${uniq(ids).length} IDs for ${batch.length} ${kind.many}`,
		remedy: `Which ${kind.one} has which ID cannot be told: look them up by their ${kind.ownId} (ext_id) in CallGear.`,
	});
}

const OF_THE_CALLER = ['user_id', 'access_token'];

/** Leaves the refusals that another batch could avoid; of mnemonics that are not documented, the number alone is known. */
function ofBatch(caught: unknown): never {
	if (!(caught instanceof Refusal)) throw caught;
	const { code, target, facts } = caught;
	const meaning = meaningOf(facts.vendorCode);
	const ofParams = meaning ? !meaning.accountWide : code === INVALID_PARAMS;
	throw ofParams && !OF_THE_CALLER.includes(target.field ?? '') ? caught : new Failure(facts);
}

/** Whether every other upload of the account would fail for the same reason, so that none needs to be tried. */
export function meetsEveryCall({ facts: { vendorCode } }: Failure): boolean {
	return vendorCode === 'limit_exceeded' || meaningOf(vendorCode)?.accountWide === true;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Call } from '../body';
import type { RunningVendor } from '../vendor';
import { FLAWS, OrderProblem, type Outbox } from './outbox';
import { eventsPage } from './page';

const optional = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

const orderShape = z.object({
	kind: z.string(),
	text: optional,
	about: optional,
	url: optional,
	flaw: z.preprocess((value) => (value === '' ? undefined : value), z.enum(FLAWS).optional()),
	body: z.record(z.unknown()).optional(),
	changes: z.record(z.unknown()).optional(),
	times: z.coerce.number().int().min(1).max(2000).optional(),
});

const addressShape = z.object({ hook: z.string(), url: z.string() });
const againShape = z.object({ id: z.coerce.number() });
const timeShape = z.object({ seconds: z.coerce.number().min(0) });

/** The vendor plays its customers: a page with a form, and the same over HTTP, under /_sandbox/events. */
export function eventRoutes(app: FastifyInstance, vendor: RunningVendor, outbox: Outbox): void {
	const on = <Shape extends z.ZodTypeAny>(
		path: string,
		shape: Shape,
		act: (given: z.output<Shape>) => unknown,
	) =>
		app.post(`/_sandbox/events${path}`, async (request, reply) => {
			const given = shape.safeParse(bodyOf(request.call)) as z.SafeParseReturnType<unknown, z.output<Shape>>;
			if (!given.success) return await reply.code(400).send({ error: given.error.issues });
			try {
				const made = await act(given.data);
				if (isForm(request)) return await backToPage(reply);
				return await reply.code(201).send(made ?? {});
			} catch (error) {
				if (!(error instanceof OrderProblem)) throw error;
				if (isForm(request)) return await backToPage(reply, error.message);
				return await reply.code(400).send({ error: error.message });
			}
		});

	app.get('/_sandbox/events', async (_request, reply) => await reply.redirect('/_sandbox/events/'));
	app.get<{ Querystring: { problem?: string } }>(
		'/_sandbox/events/',
		async ({ query }, reply) =>
			await reply.type('text/html').send(eventsPage(vendor.title, outbox, query.problem)),
	);
	app.get('/_sandbox/events/deliveries', async () => outbox.deliveries());
	on('', orderShape, async (order) => await outbox.send(order));
	on('/address', addressShape, ({ hook, url }) => outbox.register(hook, url));
	on('/again', againShape, async ({ id }) => await outbox.again(id));
	on('/advance', timeShape, async ({ seconds }) => await outbox.advance(seconds * 1000));
}

const FORM = 'application/x-www-form-urlencoded';
const isForm = ({ call }: FastifyRequest) => call.contentType === FORM;

function bodyOf(call: Call): unknown {
	if (call.contentType === FORM) return call.form();
	try {
		return call.json();
	} catch {
		return undefined;
	}
}

async function backToPage(reply: FastifyReply, problem?: string) {
	const query = problem === undefined ? '' : `?problem=${encodeURIComponent(problem)}`;
	return await reply.redirect(`/_sandbox/events/${query}`, 303);
}

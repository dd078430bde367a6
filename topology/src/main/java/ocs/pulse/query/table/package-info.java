/**
 * What every table has in common: the order of its rows and the page that is asked for.
 *
 * <p>Comes in: the rows that match, as {@link ocs.pulse.query.table.Rows}, and a
 * {@link ocs.pulse.query.table.PageRequest}. Goes out: a {@link ocs.pulse.query.table.Page}; only its rows are ever
 * filled in. Many rows are not sorted for a page: their order stays with the view
 * ({@link ocs.pulse.query.table.KeptOrder}), and a page is a walk along it. Read on in {@code ocs.pulse.query.session} and
 * {@code ocs.pulse.query.chatbot}.
 */
@NullMarked
package ocs.pulse.query.table;

import org.jspecify.annotations.NullMarked;

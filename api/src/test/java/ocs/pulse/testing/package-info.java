/** What tests of the whole program write into a real database. */
package ocs.pulse.testing;

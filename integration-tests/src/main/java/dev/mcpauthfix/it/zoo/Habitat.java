package dev.mcpauthfix.it.zoo;

/** Starts what an animal needs. */
@FunctionalInterface
interface Habitat {

    Cage open() throws Exception;
}

package dev.mcpauthfix.client.quarkus;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The container of an application without beans: the transport asks it for an authentication provider. */
final class NoBeans extends CDI<Object> {

    @Override
    public BeanManager getBeanManager() {
        throw new UnsupportedOperationException("there is no container");
    }

    @Override
    public Instance<Object> select(Annotation... qualifiers) {
        return this;
    }

    @Override
    public <U extends Object> Instance<U> select(Class<U> type, Annotation... qualifiers) {
        return none();
    }

    @Override
    public <U extends Object> Instance<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
        return none();
    }

    /** An instance of nothing is an instance of everything. */
    @SuppressWarnings("unchecked")
    private <U> Instance<U> none() {
        return (Instance<U>) this;
    }

    @Override
    public boolean isUnsatisfied() {
        return true;
    }

    @Override
    public boolean isAmbiguous() {
        return false;
    }

    @Override
    public void destroy(Object instance) {}

    @Override
    public Handle<Object> getHandle() {
        throw new UnsatisfiedResolutionException("there are no beans");
    }

    @Override
    public Iterable<? extends Handle<Object>> handles() {
        return List.of();
    }

    @Override
    public Object get() {
        throw new UnsatisfiedResolutionException("there are no beans");
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.emptyIterator();
    }
}
